package dev.ormtracing.it.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;

/** Stands between the tracing wrapper and a pool, and notes the calls that a span is due for. */
final class StatementCounter {

    private static final Set<String> TRANSACTION_CALLS =
            Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint");

    private final List<String> calls = new ArrayList<>();
    private boolean manualCommit;
    private boolean working;

    /** The names of the calls, in their order. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    DataSource over(DataSource pool) {
        return proxy(DataSource.class, pool);
    }

    private <T> T proxy(Class<T> type, T target) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "equals" -> proxy == arguments[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> noted(call(target, method, arguments));
                }));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        String name = method.getName();
        if (target instanceof Connection && name.equals("setAutoCommit")) {
            switchAutoCommit((boolean) arguments[0]);
        }
        boolean executes = target instanceof Statement && name.startsWith("execute");
        if (executes || target instanceof Connection && TRANSACTION_CALLS.contains(name)) {
            calls.add(name);
            working = executes || arguments != null;
        }
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (name.startsWith("prepare")) {
                calls.add(name);
            }
            throw failure.getCause();
        }
    }

    /** JDBC commits what is under way when auto-commit is switched on. */
    private void switchAutoCommit(boolean on) {
        if (on && manualCommit && working) {
            calls.add("setAutoCommit");
        }
        manualCommit = !on;
        working = false;
    }

    private Object noted(Object result) {
        if (result instanceof Connection connection) {
            return proxy(Connection.class, connection);
        }
        if (result instanceof CallableStatement callable) {
            return proxy(CallableStatement.class, callable);
        }
        if (result instanceof PreparedStatement prepared) {
            return proxy(PreparedStatement.class, prepared);
        }
        return result instanceof Statement statement ? proxy(Statement.class, statement) : result;
    }
}
