package dev.ormtracing.it.reliability;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Fails at one call, and tells of all. */
final class FaultyDriver implements ObservedDataSource.Observer {

    /** How a driver fails. */
    enum Fault {
        SQL(() -> new SQLException("planted", "08S01", 4711)),
        RUNTIME(() -> new IllegalStateException("planted")),
        ERROR(() -> new AssertionError("planted")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("planted"));

        private final Supplier<Throwable> failure;

        Fault(Supplier<Throwable> failure) {
            this.failure = failure;
        }
    }

    private final List<Connection> connections = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private Fault fault = Fault.SQL;
    private int failing = -1;
    private boolean failsTracing;
    private @Nullable Throwable pending;

    /** Forgets all calls; the one with that number is to fail, none if it is negative. */
    void failAt(int number, Fault kind) {
        calls.clear();
        failing = number;
        failsTracing = false;
        fault = kind;
        pending = null;
    }

    /** Fails at no call but those that tracing makes of itself. */
    void failAtTracing(Fault kind) {
        failAt(-1, kind);
        failsTracing = true;
    }

    /** Since then, without those that tracing makes of itself. */
    List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public void called(String call) throws Throwable {
        boolean ofTracing = ObservedDataSource.isOfTracing(call);
        if (!ofTracing) {
            calls.add(call);
        }
        if (ofTracing ? !failsTracing : calls.size() - 1 != failing) {
            return;
        }
        Throwable failure = fault.failure.get();
        // The test itself must not be the one that leaks a connection.
        if (call.contains(".close[")) {
            pending = failure;
        } else {
            throw failure;
        }
    }

    @Override
    public @Nullable Object answered(Method method, @Nullable Object answer) throws Throwable {
        Throwable failure = pending;
        pending = null;
        if (failure != null) {
            throw failure;
        }
        if (answer instanceof Connection connection && method.getName().equals("getConnection")) {
            connections.add(connection);
        }
        return answer;
    }

    /** What the application has not closed, because it failed before. */
    int closeConnections() throws SQLException {
        int open = 0;
        for (Connection connection : connections) {
            open += connection.isClosed() ? 0 : 1;
            connection.close();
        }
        connections.clear();
        return open;
    }
}
