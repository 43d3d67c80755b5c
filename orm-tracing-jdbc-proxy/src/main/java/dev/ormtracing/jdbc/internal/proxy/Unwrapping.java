package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.context.JavaAgent;
import java.sql.SQLException;
import java.sql.Wrapper;

/**
 * {@link Wrapper} as its Javadoc says: the wrapper for what it is itself, the wrapped object for the rest. OpenTelemetry's
 * Java agent wants to know by it whether there is anything below, and leaves the wrapper alone then.
 */
public final class Unwrapping {

    private Unwrapping() {}

    public static boolean isWrapperFor(Wrapper wrapper, Wrapper delegate, Class<?> type) throws SQLException {
        return type != null && (type.isInstance(wrapper) || type.isInstance(delegate)) || delegate.isWrapperFor(type);
    }

    public static <T> T unwrap(Wrapper wrapper, Wrapper delegate, Class<T> type) throws SQLException {
        if (type != null && type.isInstance(wrapper) && !(type.isInstance(delegate) && JavaAgent.isAsking())) {
            return type.cast(wrapper);
        }
        if (type != null && type.isInstance(delegate)) {
            return type.cast(delegate);
        }
        return delegate.unwrap(type);
    }
}
