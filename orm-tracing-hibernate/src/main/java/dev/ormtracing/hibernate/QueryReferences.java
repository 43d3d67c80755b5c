package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Guard;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the name of a {@code TypedQueryReference}, an interface that Jakarta Persistence has since 3.2. */
final class QueryReferences {

    private static final String INTERFACE = "jakarta.persistence.TypedQueryReference";

    private static final Map<ClassLoader, Optional<Method>> GET_NAME = new ConcurrentHashMap<>();

    private QueryReferences() {}

    static @Nullable String nameOf(Object reference) {
        try {
            Optional<Method> getName =
                    GET_NAME.computeIfAbsent(reference.getClass().getClassLoader(), QueryReferences::find);
            return getName.isEmpty() ? null : (String) getName.get().invoke(reference);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static Optional<Method> find(ClassLoader loader) {
        try {
            return Optional.of(loader.loadClass(INTERFACE).getMethod("getName"));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
