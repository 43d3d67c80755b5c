package dev.ormtracing.jdbc.internal;

import java.lang.reflect.Method;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The driver's connection behind one of Commons DBCP's, also as Tomcat ships it. DBCP unwraps to nothing but its own handle
 * unless it is told to, and makes a handle for each loan: each would be asked for its URL.
 */
final class DbcpConnections {

    private static final String CLASS_NAME = ".DelegatingConnection";
    private static final String METHOD = "getInnermostDelegateInternal";

    private static final ClassValue<Accessor> ACCESSORS = new ClassValue<>() {
        @Override
        protected Accessor computeValue(Class<?> type) {
            return new Accessor(find(type));
        }
    };

    private record Accessor(@Nullable Method method) {}

    private DbcpConnections() {}

    /** Null if the connection is none of DBCP's, or closed. */
    static @Nullable Connection innermost(Connection connection) {
        Method method = ACCESSORS.get(connection.getClass()).method;
        if (method == null) {
            return null;
        }
        try {
            return (Connection) method.invoke(connection);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static @Nullable Method find(Class<?> connection) {
        for (Class<?> type = connection; type != null; type = type.getSuperclass()) {
            if (type.getName().endsWith(CLASS_NAME) && type.getName().contains(".dbcp")) {
                try {
                    return type.getMethod(METHOD);
                } catch (NoSuchMethodException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
