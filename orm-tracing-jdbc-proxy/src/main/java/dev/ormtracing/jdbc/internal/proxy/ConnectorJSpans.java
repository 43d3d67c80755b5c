package dev.ormtracing.jdbc.internal.proxy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * MySQL Connector/J, in its newer versions, makes a CLIENT span of its own for each statement when OpenTelemetry is on the class path
 * (its property {@code openTelemetry}, PREFERRED by default). Two spans a statement count it twice, so the driver's is left
 * out where ours is open. The trace context that the driver sends to the server is ours then; what it does between
 * statements it goes on to show.
 */
final class ConnectorJSpans {

    private static final String CONNECTION = "com.mysql.cj.MysqlConnection";

    /** Parts of a statement's life after its execution, which would stand beside its span. */
    private static final Set<String> PARTS = Set.of("STMT_RESET_PREPARED", "STMT_DEALLOCATE_PREPARED");

    private ConnectorJSpans() {}

    static void yieldTo(PhysicalConnection ours, Connection connection) {
        try {
            Class<?> type = connectorConnection(connection);
            if (type != null) {
                replaceHandler(ours, type.getMethod("getSession").invoke(connection), type.getClassLoader());
            }
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            // A driver without spans, or one that has become different: then its spans stay.
        }
    }

    private static @Nullable Class<?> connectorConnection(Connection connection) throws ClassNotFoundException {
        Class<?> type = connection.getClass();
        boolean candidate = type.getName().startsWith("com.mysql.cj.") || Proxy.isProxyClass(type);
        if (!candidate || type.getClassLoader() == null) {
            return null;
        }
        Class<?> connector = Class.forName(CONNECTION, false, type.getClassLoader());
        return connector.isInstance(connection) ? connector : null;
    }

    private static void replaceHandler(PhysicalConnection ours, Object session, ClassLoader loader)
            throws ReflectiveOperationException {
        Class<?> sessionType = Class.forName("com.mysql.cj.Session", false, loader);
        Class<?> handlerType = Class.forName("com.mysql.cj.telemetry.TelemetryHandler", false, loader);
        Class<?> noopType = Class.forName("com.mysql.cj.telemetry.NoopTelemetryHandler", false, loader);
        Object handler = sessionType.getMethod("getTelemetryHandler").invoke(session);
        if (handler == null || noopType.isInstance(handler) || Proxy.isProxyClass(handler.getClass())) {
            return;
        }
        Object noop = noopType.getMethod("getInstance").invoke(null);
        Object yielding = Proxy.newProxyInstance(loader, new Class<?>[] {handlerType}, (proxy, method, arguments) -> {
            boolean left = method.getName().equals("startSpan") && (ours.statementOpen || isPart(arguments[0]));
            return call(left ? noop : handler, method, arguments);
        });
        sessionType.getMethod("setTelemetryHandler", handlerType).invoke(session, yielding);
    }

    private static boolean isPart(Object spanName) {
        return spanName instanceof Enum<?> name && PARTS.contains(name.name());
    }

    private static Object call(Object handler, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(handler, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
