package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The {@code connect} span around a way to a connection, and its end if there is one. */
final class ConnectSpans {

    private ConnectSpans() {}

    /** A driver's way to a connection of whatever kind. */
    @FunctionalInterface
    interface Connecting<T extends @Nullable Object> {
        T connect() throws SQLException;
    }

    static <T extends @Nullable Object> T around(Connecting<T> driver, JdbcTracing tracing) throws SQLException {
        JdbcCall span = tracing.startConnect();
        try {
            T connection = driver.connect();
            end(span);
            return connection;
        } catch (Throwable t) {
            fail(span, t);
            throw t;
        }
    }

    /** {@link #around} what opens a connection to the database, for whatever pool. */
    static <T extends @Nullable Object> T creating(Connecting<T> driver, JdbcTracing tracing) throws SQLException {
        long start = tracing.borrowStarts();
        T connection = around(driver, tracing);
        tracing.created(start);
        return connection;
    }

    static void end(@Nullable JdbcCall span) {
        if (span != null) {
            span.end();
        }
    }

    static void fail(@Nullable JdbcCall span, Throwable error) {
        if (span != null) {
            span.fail(error, null);
            span.end();
        }
    }
}
