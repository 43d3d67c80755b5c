package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Guard;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Wrapper;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Internal: wraps, recognises and unwraps what is traced. Thread-safe. */
public final class TracedConnections {

    private static final String OPEN_TELEMETRY = "io.opentelemetry.instrumentation.";

    private final JdbcTracing tracing;

    private TracedConnections(JdbcTracing tracing) {
        this.tracing = tracing;
    }

    /** Traces the statements of running operations, and none outside of one. */
    public static TracedConnections of(OrmTracing tracing) {
        return new TracedConnections(new JdbcTracing(tracing, true));
    }

    /** Traces every statement, whether an operation is running or not. */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing) {
        return wrap(dataSource, new JdbcTracing(tracing, false));
    }

    /** The same for a DataSource that has a name. */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing, String name) {
        return wrap(dataSource, JdbcTracing.ofPool(tracing, name));
    }

    private static DataSource wrap(DataSource dataSource, JdbcTracing tracing) {
        return dataSource instanceof TracedDataSource ? dataSource : new TracedDataSource(dataSource, tracing);
    }

    /** The same for the connections of an XA data source, whoever pools them. */
    public static XADataSource wrapXA(XADataSource dataSource, OrmTracing tracing) {
        return dataSource instanceof TracedXADataSource
                ? dataSource
                : new TracedXADataSource(dataSource, new JdbcTracing(tracing, false));
    }

    /** The same for the physical connections that a pool keeps. */
    public static ConnectionPoolDataSource wrapPooled(ConnectionPoolDataSource dataSource, OrmTracing tracing) {
        return dataSource instanceof TracedConnectionPoolDataSource
                ? dataSource
                : new TracedConnectionPoolDataSource(dataSource, new JdbcTracing(tracing, false));
    }

    /** A driver's way to a connection. */
    @FunctionalInterface
    public interface Connector {
        @Nullable
        Connection connect() throws SQLException;
    }

    /** Connects with a {@code connect} span and traces every statement of the connection. */
    public static @Nullable Connection connect(OrmTracing tracing, Connector connector) throws SQLException {
        JdbcTracing always = new JdbcTracing(tracing, false);
        return always.trace(ConnectSpans.around(connector::connect, always));
    }

    /**
     * The connection, traced; itself when it is traced already, through whatever pool, or when there is nothing to trace
     * with.
     */
    public Connection trace(Connection connection) {
        return tracing.trace(connection);
    }

    /** The {@link System#nanoTime()} to give to {@link #traceBorrowed}, 0 while there are no metrics. */
    public long borrowStarts() {
        return tracing.borrowStarts();
    }

    /** {@link #trace} of a connection that comes from a pool, and was asked for at that time. */
    public Connection traceBorrowed(Connection connection, long start) {
        return tracing.traceBorrowed(connection, start);
    }

    /** The connection that {@link #trace} was given; any other connection as it is. */
    public static Connection original(Connection connection) {
        return connection instanceof TracingConnection traced ? traced.delegate : connection;
    }

    /** {@link #original} of a connection that is not used any more: what is still open of its statements is ended. */
    public static Connection released(Connection connection) {
        if (connection instanceof TracingConnection traced) {
            traced.released();
        }
        return original(connection);
    }

    /**
     * Whether the DataSource or connection is one of ours, or a pool's that stands on one of ours. Never throws.
     *
     * <p>Not one of OpenTelemetry's that stands on ours: only the outermost wrapper comes before an operation's statement.
     */
    public static boolean isTraced(@Nullable Object dataSourceOrConnection) {
        if (dataSourceOrConnection instanceof TracedDataSource || dataSourceOrConnection instanceof TracingConnection) {
            return true;
        }
        if (dataSourceOrConnection == null
                || dataSourceOrConnection.getClass().getName().startsWith(OPEN_TELEMETRY)) {
            return false;
        }
        try {
            return dataSourceOrConnection instanceof Wrapper wrapper
                    && wrapper.isWrapperFor(
                            wrapper instanceof DataSource ? TracedDataSource.class : TracingConnection.class);
        } catch (Exception | LinkageError e) {
            // Closed connections and old drivers refuse the question, and that is an answer.
            return false;
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }
}
