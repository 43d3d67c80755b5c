package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.proxy.AnyCopy;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Stands for a DataSource that is given its connections again by an interface of its own, as Spring's SmartDataSource is
 * asked whether a connection should be closed. The traced one keeps such interfaces, and the DataSource gets the very
 * connection that it lent.
 */
final class ConnectionTakingDataSource implements InvocationHandler {

    private final DataSource delegate;
    private final TracedDataSource traced;

    private ConnectionTakingDataSource(DataSource delegate, TracedDataSource traced) {
        this.delegate = delegate;
        this.traced = traced;
    }

    /** The traced DataSource itself where the original takes no connections. */
    static DataSource of(DataSource delegate, TracedDataSource traced) {
        Set<Class<?>> taking = new LinkedHashSet<>();
        for (Class<?> type = delegate.getClass(); type != null; type = type.getSuperclass()) {
            collect(type.getInterfaces(), taking);
        }
        if (taking.isEmpty()) {
            return traced;
        }
        taking.add(DataSource.class);
        taking.add(AutoCloseable.class);
        try {
            return (DataSource) Proxy.newProxyInstance(
                    delegate.getClass().getClassLoader(),
                    taking.toArray(Class<?>[]::new),
                    new ConnectionTakingDataSource(delegate, traced));
        } catch (Throwable e) {
            // A native image makes no proxies that it does not know.
            Guard.report(e);
            return traced;
        }
    }

    static boolean isTraced(Object object) {
        return Proxy.isProxyClass(object.getClass())
                && AnyCopy.isInstance(Proxy.getInvocationHandler(object), ConnectionTakingDataSource.class);
    }

    private static void collect(Class<?>[] candidates, Set<Class<?>> taking) {
        for (Class<?> candidate : candidates) {
            if (isOpen(candidate) && takesConnections(candidate)) {
                taking.add(candidate);
            }
            collect(candidate.getInterfaces(), taking);
        }
    }

    /** Whether a proxy can implement it. */
    private static boolean isOpen(Class<?> type) {
        return Modifier.isPublic(type.getModifiers()) && !type.isSealed() && !type.isHidden();
    }

    private static boolean takesConnections(Class<?> type) {
        for (Method method : type.getMethods()) {
            for (Class<?> parameter : method.getParameterTypes()) {
                if (parameter == Connection.class) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (arguments != null && method.getName().equals("equals") && method.getDeclaringClass() == Object.class) {
            return proxy == arguments[0];
        }
        boolean ours = method.getDeclaringClass().isInstance(traced);
        try {
            @Nullable Object @Nullable [] passed = ours ? arguments : ConnectionTracing.originals(arguments);
            return method.invoke(ours ? traced : delegate, passed);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
