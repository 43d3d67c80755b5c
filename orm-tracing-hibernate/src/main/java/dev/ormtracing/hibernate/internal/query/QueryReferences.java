package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.core.internal.base.Guard;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the name of a {@code TypedQueryReference}, an interface that Jakarta Persistence has since 3.2. */
public final class QueryReferences {

    private static final String INTERFACE = "jakarta.persistence.TypedQueryReference";

    private static final ClassValue<Optional<Method>> GET_NAME = new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private QueryReferences() {}

    public static @Nullable String nameOf(Object reference) {
        try {
            Optional<Method> getName = GET_NAME.get(reference.getClass());
            return getName.isEmpty() ? null : (String) getName.get().invoke(reference);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static Optional<Method> find(Class<?> type) {
        try {
            return Optional.of(
                    Class.forName(INTERFACE, false, type.getClassLoader()).getMethod("getName"));
        } catch (ReflectiveOperationException | LinkageError absent) {
            return Optional.empty();
        }
    }
}
