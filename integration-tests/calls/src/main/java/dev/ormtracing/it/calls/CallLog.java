package dev.ormtracing.it.calls;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.ShardingKeyBuilder;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.CommonDataSource;
import javax.sql.PooledConnection;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Notes every call that reaches the objects of a real driver, in order. */
public final class CallLog {

    /** What a connection is asked when its first statement is traced, once in its life. */
    public static final List<String> LOOK_UP =
            List.of("Wrapper.unwrap", "Connection.getMetaData", "DatabaseMetaData.getURL");

    private static final List<String> STATEMENTS =
            List.of("Connection.createStatement", "Connection.prepareStatement", "Connection.prepareCall");

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());

    /** The same object is the same to whoever asks twice, as it is without the log. */
    private final Map<Object, Object> known = Collections.synchronizedMap(new IdentityHashMap<>());

    public List<String> calls() {
        return List.copyOf(calls);
    }

    public void clear() {
        calls.clear();
    }

    /** The calls until the first statement, without what it lets its connection be asked. */
    public List<String> callsBeforeAStatement() {
        List<String> before = new ArrayList<>();
        for (String call : calls()) {
            if (STATEMENTS.contains(call)) {
                break;
            }
            before.add(call);
        }
        while (!before.isEmpty() && LOOK_UP.contains(before.get(before.size() - 1))) {
            before.remove(before.size() - 1);
        }
        return before;
    }

    /** What this log has more than the other one, all of whose calls have to be here too, in their order. */
    public List<String> addedTo(CallLog other) {
        List<String> added = new ArrayList<>();
        Iterator<String> expected = other.calls().iterator();
        String next = expected.hasNext() ? expected.next() : null;
        for (String call : calls()) {
            if (call.equals(next)) {
                next = expected.hasNext() ? expected.next() : null;
            } else {
                added.add(call);
            }
        }
        if (next != null) {
            throw new AssertionError(next + " is missing, or comes earlier, in\n" + calls() + "\nof\n" + other.calls());
        }
        return added;
    }

    /** How many connections were got. */
    public int connections() {
        return count("DataSource.getConnection") + count("ConnectionBuilder.build");
    }

    public int count(String call) {
        return Collections.frequency(calls(), call);
    }

    public <T> T around(T object, Class<T> type) {
        Object proxy = known.get(object);
        if (proxy == null) {
            proxy = proxy(object);
            known.put(object, proxy);
        }
        return type.cast(proxy);
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

    private static @Nullable Object call(Object object, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private @Nullable Object logged(@Nullable Object result) {
        return Stream.of(
                                Connection.class,
                                Statement.class,
                                ResultSet.class,
                                ResultSetMetaData.class,
                                DatabaseMetaData.class,
                                CommonDataSource.class,
                                PooledConnection.class,
                                XAResource.class,
                                ConnectionBuilder.class,
                                ShardingKeyBuilder.class)
                        .anyMatch(type -> type.isInstance(result))
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
