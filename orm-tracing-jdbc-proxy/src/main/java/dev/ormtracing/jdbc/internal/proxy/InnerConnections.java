package dev.ormtracing.jdbc.internal.proxy;

import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a handle that does not unwrap to it, or passes the question on to the driver. Such a handle is made
 * for each loan, and each would be asked for its URL. None of them is called: a lazy one of Spring's would open its
 * connection. They are told by name, so nothing here holds a class of an application.
 */
final class InnerConnections {

    private static final String SPRING = "org.springframework.jdbc.datasource.";

    /** Handlers of proxies whose connections may not be open yet. */
    private static final Set<String> LAZY = Set.of(
            SPRING + "LazyConnectionDataSourceProxy$LazyConnectionInvocationHandler",
            SPRING + "TransactionAwareDataSourceProxy$TransactionAwareInvocationHandler");

    private static final String C3P0 = "com.mchange.v2.c3p0.impl.";

    /** The fields to follow, by the class of the handle, or of its handler. */
    private static final Map<String, List<String>> FIELDS = Map.of(
            SPRING + "LazyConnectionDataSourceProxy$LazyConnectionInvocationHandler",
            List.of("target"),
            SPRING + "TransactionAwareDataSourceProxy$TransactionAwareInvocationHandler",
            List.of("target"),
            SPRING + "SingleConnectionDataSource$CloseSuppressingInvocationHandler",
            List.of("target"),
            C3P0 + "AbstractNewProxyConnection",
            List.of("inner"),
            C3P0 + "NewProxyConnection",
            List.of("inner"),
            "io.agroal.pool.wrapper.ConnectionWrapper",
            List.of("wrappedConnection"),
            "org.h2.jdbcx.JdbcXAConnection$PooledJdbcConnection",
            List.of("this$0", "physicalConn"));

    private static final String DBCP_CONNECTION = ".DelegatingConnection";
    private static final String DBCP_METHOD = "getInnermostDelegateInternal";

    /** Whether objects of a class have something behind them that is found here. Each loan asks, of the same few classes. */
    private static final ClassValue<Boolean> KEEPS = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> keeper) {
            Class<?> type = keeper;
            while (type != null && !FIELDS.containsKey(type.getName()) && !isOfDbcp(type.getName())) {
                type = type.getSuperclass();
            }
            return type != null;
        }
    };

    private InnerConnections() {}

    /** Null where it is not known, or not open. */
    static @Nullable Connection behind(Connection handle) {
        try {
            Object keeper = keeper(handle);
            if (!KEEPS.get(keeper.getClass())) {
                return null;
            }
            for (Class<?> type = keeper.getClass(); type != null; type = type.getSuperclass()) {
                String name = type.getName();
                List<String> fields = FIELDS.get(name);
                if (fields != null) {
                    return (Connection) follow(keeper, type, fields);
                }
                if (isOfDbcp(name)) {
                    return (Connection) type.getMethod(DBCP_METHOD).invoke(handle);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            // Another version, or a module that is not open: the handle has to do.
        }
        return null;
    }

    /** Whether that is a class of Commons DBCP, also as Tomcat ships it. */
    private static boolean isOfDbcp(String type) {
        return type.endsWith(DBCP_CONNECTION) && type.contains(".dbcp");
    }

    /** Whether the handle will open its connection with the first call that needs one. */
    static boolean isAsleep(Connection handle) {
        return isProxy(handle) && LAZY.contains(keeper(handle).getClass().getName()) && behind(handle) == null;
    }

    private static Object keeper(Connection handle) {
        return isProxy(handle) ? Proxy.getInvocationHandler(handle) : handle;
    }

    /** The JDK would look the class up in a table, also where it cannot be one of a proxy. */
    private static boolean isProxy(Connection handle) {
        return handle instanceof Proxy && Proxy.isProxyClass(handle.getClass());
    }

    private static @Nullable Object follow(Object start, Class<?> type, List<String> fields)
            throws ReflectiveOperationException {
        Object reached = read(start, type, fields.get(0));
        for (String name : fields.subList(1, fields.size())) {
            if (reached == null) {
                return null;
            }
            reached = read(reached, reached.getClass(), name);
        }
        return reached;
    }

    private static @Nullable Object read(Object object, Class<?> type, String name)
            throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
