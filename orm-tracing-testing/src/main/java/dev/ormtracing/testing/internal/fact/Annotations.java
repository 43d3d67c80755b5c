package dev.ormtracing.testing.internal.fact;

import dev.ormtracing.testing.FinishedTest;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.commons.support.AnnotationSupport;

/** The annotations of a test: those of its method, its class, the classes around it, and the package. */
public final class Annotations {

    private Annotations() {}

    /** The places, the nearest first. */
    public static List<AnnotatedElement> places(FinishedTest test) {
        List<AnnotatedElement> places = new ArrayList<>(List.of(test.method()));
        for (Class<?> type = test.testClass(); type != null; type = type.getEnclosingClass()) {
            places.add(type);
        }
        Package ofClass = test.testClass().getPackage();
        if (ofClass != null) {
            places.add(ofClass);
        }
        return places;
    }

    /** The nearest one, also one that another annotation carries. */
    public static <A extends Annotation> Optional<A> nearest(FinishedTest test, Class<A> type) {
        return places(test).stream()
                .flatMap(place -> AnnotationSupport.findAnnotation(place, type).stream())
                .findFirst();
    }
}
