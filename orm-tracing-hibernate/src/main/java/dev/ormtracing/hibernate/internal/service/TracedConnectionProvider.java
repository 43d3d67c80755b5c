package dev.ormtracing.hibernate.internal.service;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.hibernate.internal.session.ConfiguredPool;
import dev.ormtracing.jdbc.internal.database.ConnectedSession;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.opentelemetry.api.common.Attributes;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.service.Service;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Lends traced connections, of one database or of many tenants', and shows the time to get one.
 *
 * <p>A proxy over every interface of the real provider, since those are the application's, and since each version of
 * Hibernate has more methods that lend and return.
 */
public final class TracedConnectionProvider implements InvocationHandler {

    // By the whole signature: Hibernate has more methods of these names, with the user to connect as among them.
    private static final Method GET_CONNECTION = methodOf("getConnection");
    private static final Method CLOSE_CONNECTION = methodOf("closeConnection", Connection.class);

    private static final Object[] NONE = {};

    private final Service delegate;
    private final OperationTracer tracer;
    private final ConnectionTracing connections;

    /** Null until Hibernate has made the service known. */
    private @Nullable ServiceRegistryImplementor registry;

    private TracedConnectionProvider(Service delegate, OrmTracing tracing) {
        this.delegate = delegate;
        this.tracer = tracing.tracer();
        this.connections = ConnectionTracing.of(tracing);
    }

    @SuppressWarnings("unchecked")
    public static <R extends Service> R wrap(R provider, OrmTracing tracing) {
        ClassLoader loader = TracedConnectionProvider.class.getClassLoader();
        return (R) Proxy.newProxyInstance(
                loader, interfacesOf(provider, loader), new TracedConnectionProvider(provider, tracing));
    }

    /** Whether that is a provider that {@link #wrap} has returned. */
    public static boolean isTraced(@Nullable Object provider) {
        return provider != null
                && Proxy.isProxyClass(provider.getClass())
                && Proxy.getInvocationHandler(provider) instanceof TracedConnectionProvider;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = given == null ? NONE : given;
        if (Connection.class == method.getReturnType()) {
            return lend(method, arguments);
        }
        return switch (method.getName()) {
            case "injectServices" -> {
                registry = (ServiceRegistryImplementor) arguments[0];
                InjectedServices.inject(delegate, registry);
                yield null;
            }
            case "unwrap" ->
                arguments[0] instanceof Class<?> type && type.isInstance(proxy) ? proxy : call(method, arguments);
            case "equals" -> proxy == arguments[0] || delegate.equals(arguments[0]);
            default -> call(method, takingBack(arguments));
        };
    }

    private @Nullable Connection lend(Method method, Object[] arguments) throws Throwable {
        // Outside any operation it is Hibernate's start or a schema tool that asks for a connection.
        JdbcCall connect = tracer.current() == null ? null : startConnect();
        long start = connections.borrowStarts();
        try {
            Connection connection = (Connection) call(method, arguments);
            if (start != 0) {
                ConfiguredPool.lends(delegate, connections, null);
            }
            return connection == null ? null : lent(connections.traceBorrowed(connection, start));
        } catch (Throwable e) {
            if (connect != null) {
                connect.fail(e, null);
            }
            if (start != 0) {
                ConfiguredPool.lends(delegate, connections, e);
            }
            throw e;
        } finally {
            if (connect != null) {
                connect.end();
            }
        }
    }

    /** A session has announced itself; a schema tool, or the start of the factory, does not. */
    private static Connection lent(Connection traced) {
        if (ThreadSlots.CONNECTING.get() instanceof ConnectedSession session) {
            ThreadSlots.CONNECTING.set(null);
            ConnectionTracing.lentTo(traced, session);
        }
        return traced;
    }

    private @Nullable JdbcCall startConnect() {
        ConfiguredPool.tell(delegate, registry, connections);
        return tracer.startConnect(Attributes.empty(), connections.poolName());
    }

    /** The provider gets back the very connection that it lent. */
    private Object[] takingBack(Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] instanceof Connection connection) {
                arguments[i] = connections.givenBack(connection);
            }
        }
        return arguments;
    }

    /** Without reflection for the two calls that each operation makes: it would put their arguments on the heap. */
    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        if (delegate instanceof ConnectionProvider provider) {
            if (GET_CONNECTION.equals(method)) {
                return provider.getConnection();
            }
            if (CLOSE_CONNECTION.equals(method)) {
                provider.closeConnection((Connection) arguments[0]);
                return null;
            }
        }
        try {
            return method.invoke(delegate, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Method methodOf(String name, Class<?>... parameters) {
        try {
            return ConnectionProvider.class.getMethod(name, parameters);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?>[] interfacesOf(Object provider, ClassLoader loader) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        interfaces.add(ServiceRegistryAwareService.class);
        for (Class<?> type = provider.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> candidate : type.getInterfaces()) {
                if (Modifier.isPublic(candidate.getModifiers()) && isVisible(candidate, loader)) {
                    interfaces.add(candidate);
                }
            }
        }
        return interfaces.toArray(Class<?>[]::new);
    }

    private static boolean isVisible(Class<?> type, ClassLoader loader) {
        try {
            return Class.forName(type.getName(), false, loader) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
