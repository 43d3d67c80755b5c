package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.NativeDetector;

/**
 * The bean that takes the place of a DataSource: of the same class, so that it can still be injected as a pool, and lends
 * traced connections. Everything else goes to the pool.
 */
final class TracedBean implements MethodInterceptor {

    private final DataSource bean;
    private final DataSource traced;
    private volatile @Nullable Object unmirrored;

    private TracedBean(DataSource bean, DataSource traced) {
        this.bean = bean;
        this.traced = traced;
    }

    /** A native image cannot create classes, and a final class has no subclasses: there the bean is the wrapper itself. */
    static DataSource of(DataSource bean, DataSource traced) {
        if (NativeDetector.inNativeImage()) {
            return traced;
        }
        TracedBean interceptor = new TracedBean(bean, traced);
        ProxyFactory factory = new ProxyFactory(bean);
        factory.setProxyTargetClass(canBeSubclassed(bean.getClass()));
        factory.addAdvice(interceptor);
        Object proxy = factory.getProxy(bean.getClass().getClassLoader());
        if (factory.isProxyTargetClass()) {
            interceptor.mirror(proxy);
            interceptor.unmirrored = proxy;
        }
        return (DataSource) proxy;
    }

    /** Whether the bean is such a proxy, by its class alone: a question to the bean may open a connection. */
    static boolean isTraced(DataSource bean) {
        return bean instanceof Advised advised
                && Stream.of(advised.getAdvisors()).anyMatch(advisor -> advisor.getAdvice() instanceof TracedBean);
    }

    private static boolean canBeSubclassed(Class<?> type) {
        return !Modifier.isFinal(type.getModifiers()) && !Modifier.isPrivate(type.getModifiers()) && !type.isSealed();
    }

    @Override
    public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
        Method method = invocation.getMethod();
        Object[] arguments = invocation.getArguments();
        return switch (method.getName()) {
            case "getConnection" ->
                takes(method) || takes(method, String.class, String.class)
                        ? connection(arguments)
                        : proceed(invocation);
            case "unwrap" -> takes(method, Class.class) ? traced.unwrap((Class<?>) arguments[0]) : proceed(invocation);
            case "isWrapperFor" ->
                takes(method, Class.class) ? traced.isWrapperFor((Class<?>) arguments[0]) : proceed(invocation);
            case "createConnectionBuilder" -> takes(method) ? traced.createConnectionBuilder() : proceed(invocation);
            default -> proceed(invocation);
        };
    }

    /** Pools have methods of these names with different parameters, such as the properties of a connection. */
    private static boolean takes(Method method, Class<?>... types) {
        return method.getParameterCount() == types.length
                && (types.length == 0 || Arrays.equals(method.getParameterTypes(), types));
    }

    private static @Nullable Object proceed(MethodInvocation invocation) throws Throwable {
        // Spring's SmartDataSource, for one, is asked about the very connection that it lent.
        ConnectionTracing.originals(invocation.getArguments());
        return invocation.proceed();
    }

    private Connection connection(Object[] arguments) throws SQLException {
        Connection connection = arguments.length == 0
                ? traced.getConnection()
                : traced.getConnection((String) arguments[0], (String) arguments[1]);
        Object proxy = unmirrored;
        if (proxy != null) {
            // A pool is created with the first connection.
            unmirrored = null;
            mirror(proxy);
        }
        return connection;
    }

    /**
     * A proxy has the fields of its class, and they are empty. Spring Boot reads HikariCP's {@code pool} from such a field
     * for its metrics, so the bean's own values are put there.
     */
    private void mirror(Object proxy) {
        try {
            Object pool = innermost(bean);
            for (Class<?> type = proxy.getClass().getSuperclass(); type != Object.class; type = type.getSuperclass()) {
                if (type.isInstance(pool)) {
                    mirror(proxy, pool, type);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void mirror(Object proxy, Object pool, Class<?> type) throws IllegalAccessException {
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && field.trySetAccessible()) {
                field.set(proxy, field.get(pool));
            }
        }
    }

    /** The bean behind foreign proxies, whose fields are empty as well. */
    private static Object innermost(Object bean) {
        Object target = AopProxyUtils.getSingletonTarget(bean);
        return target == null ? bean : innermost(target);
    }
}
