package dev.ormtracing.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link AutoConfigureOrmTracing} on a test class, a base class or an enclosing class. */
final class OrmTracingContextCustomizerFactory implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        AutoConfigureOrmTracing annotation =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, AutoConfigureOrmTracing.class);
        return annotation == null ? null : new OrmTracingContextCustomizer(annotation.replace());
    }
}
