package dev.ormtracing.it.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;

/** Notes every call that reaches the objects of a real driver, in order. */
final class CallLog {

    final List<String> calls = new ArrayList<>();

    /** The same object is the same to whoever asks twice, as it is without the log. */
    private final Map<Object, Object> known = new IdentityHashMap<>();

    <T> T around(T object, Class<T> type) {
        return type.cast(known.computeIfAbsent(object, this::proxy));
    }

    private Object proxy(Object object) {
        return Proxy.newProxyInstance(
                CallLog.class.getClassLoader(), interfacesOf(object), (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.getName().equals("equals")
                                ? proxy == arguments[0]
                                : method.invoke(object, arguments);
                    }
                    calls.add(method.getDeclaringClass().getSimpleName() + "." + method.getName());
                    return logged(call(object, method, arguments));
                });
    }

    private static Object call(Object object, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object logged(Object result) {
        return result instanceof Connection
                        || result instanceof Statement
                        || result instanceof DatabaseMetaData
                        || result instanceof CommonDataSource
                        || result instanceof PooledConnection
                ? around(result, Object.class)
                : result;
    }

    private static Class<?>[] interfacesOf(Object object) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> each : type.getInterfaces()) {
                if (each.getName().startsWith("java")) {
                    interfaces.add(each);
                }
            }
        }
        return interfaces.toArray(Class<?>[]::new);
    }
}
