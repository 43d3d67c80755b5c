package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.jdbc.internal.database.ConnectedSession;
import dev.ormtracing.jdbc.internal.database.TransactionCommand;
import dev.ormtracing.jdbc.internal.proxy.AnyCopy;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import io.opentelemetry.api.common.Attributes;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

/** Internal: wraps, recognises and unwraps what is traced. Thread-safe. */
public final class ConnectionTracing {

    /** What URLs of our driver begin with. */
    public static final String URL_PREFIX = "jdbc:ormtracing:";

    private final JdbcTracing tracing;
    private final LentPools pools = new LentPools();

    private ConnectionTracing(JdbcTracing tracing) {
        this.tracing = tracing;
    }

    /** Traces the statements of running operations and transactions, and none outside of one. */
    public static ConnectionTracing of(OrmTracing tracing) {
        return new ConnectionTracing(new JdbcTracing(tracing, true));
    }

    /** Traces every statement, whether an operation is running or not. */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing) {
        return wrap(dataSource, new JdbcTracing(tracing, false));
    }

    /** Traces every statement of a DataSource that has a name. */
    public static DataSource wrap(DataSource dataSource, OrmTracing tracing, String name) {
        return wrap(dataSource, JdbcTracing.ofPool(tracing, name));
    }

    private static DataSource wrap(DataSource dataSource, JdbcTracing tracing) {
        return isTraced(dataSource)
                ? dataSource
                : ConnectionTakingDataSource.of(dataSource, new TracedDataSource(dataSource, tracing));
    }

    /** Traces every statement on the connections of an XA data source, whoever pools them. */
    public static XADataSource wrapXA(XADataSource dataSource, OrmTracing tracing) {
        return AnyCopy.isInstance(dataSource, TracedXADataSource.class)
                ? dataSource
                : new TracedXADataSource(dataSource, new JdbcTracing(tracing, false));
    }

    /** Traces every statement on the physical connections that a pool keeps. */
    public static ConnectionPoolDataSource wrapPooled(ConnectionPoolDataSource dataSource, OrmTracing tracing) {
        return AnyCopy.isInstance(dataSource, TracedConnectionPoolDataSource.class)
                ? dataSource
                : new TracedConnectionPoolDataSource(dataSource, new JdbcTracing(tracing, false));
    }

    /** A driver's way to a connection. */
    @FunctionalInterface
    public interface Connector {
        @Nullable
        Connection connect() throws SQLException;
    }

    /** Connects to that URL with a {@code connect} span and traces every statement of the connection. */
    public static @Nullable Connection connect(OrmTracing tracing, String url, Connector connector)
            throws SQLException {
        JdbcTracing always = JdbcTracing.expecting(tracing, url);
        Connection connection = ConnectSpans.<@Nullable Connection>creating(connector::connect, always);
        return connection == null ? null : TracedConnection.of(connection, always);
    }

    /**
     * The connection, traced; itself when it is traced already, through whatever pool, or when there is nothing to trace
     * with.
     */
    public Connection trace(Connection connection) {
        return TracedConnection.of(connection, tracing);
    }

    /** What a {@code connect} says of the pool, if no wrapper below says more. */
    public Attributes poolName() {
        return tracing.poolName();
    }

    /** Whether nothing is known yet that {@link #poolName} could tell. */
    public boolean isNameless() {
        return tracing.isNameless();
    }

    /** Until a statement has run, the pool is called after the URL of this DataSource, if it is one that tells its URL. */
    public void expect(DataSource dataSource) {
        PoolUrls.tell(dataSource, tracing);
    }

    /** Until a statement has run, the pool is called after the database of this URL. */
    public void expect(@Nullable String url) {
        tracing.guess(url);
    }

    /** What a pool does. */
    @FunctionalInterface
    public interface Completion {
        void run() throws SQLException;
    }

    /**
     * Traces how a pool commits the transaction of a transaction manager, on a physical connection that it has lent to
     * nobody as such; unless that is traced itself.
     */
    public void commit(Connection physical, Completion commit) throws SQLException {
        if (isTraced(physical) || !(TracedConnection.of(physical, tracing) instanceof TracedConnection traced)) {
            commit.run();
            return;
        }
        JdbcCall span = traced.startFirst(TransactionCommand.COMMIT);
        try {
            commit.run();
            traced.end(span, false);
        } catch (Throwable t) {
            traced.fail(span, t);
            throw t;
        }
    }

    /** The {@link System#nanoTime()} to give to {@link #traceBorrowed}, 0 while there are no metrics. */
    public long borrowStarts() {
        return tracing.borrowStarts();
    }

    /** The pool behind that DataSource has lent a connection, while there are metrics. */
    public void lentBy(DataSource dataSource) {
        pools.lent(dataSource, tracing);
    }

    /** The pool behind that DataSource has failed to lend a connection, while there are metrics. */
    public void notLentBy(DataSource dataSource, Throwable failure) {
        pools.failed(dataSource, tracing, failure);
    }

    /** {@link #trace} of a connection that comes from a pool, and was asked for at that time. */
    public Connection traceBorrowed(Connection connection, long start) {
        return TracedConnection.ofBorrowed(connection, tracing, start);
    }

    /**
     * Says that a transaction of a session has the connection: the statements that others run on it are the
     * transaction's, too.
     */
    public static void usedBy(Connection connection, TransactionSpan transaction) {
        if (connection instanceof TracedConnection traced) {
            traced.usedBy(transaction);
        }
    }

    /** Says that a session has got the connection: all that runs on it until it is given back is the session's. */
    public static void lentTo(Connection connection, ConnectedSession session) {
        if (connection instanceof TracedConnection traced) {
            traced.lentTo(session);
            TransactionSpan transaction = session.transaction();
            if (transaction != null && transaction.isRunning()) {
                traced.usedBy(transaction);
            }
        }
    }

    /** The connection that {@link #trace} was given; any other connection as it is. */
    public static Connection original(Connection connection) {
        return connection instanceof TracedConnection traced ? traced.original() : connection;
    }

    /** The connection that {@link #trace} was given; one that the application itself traces stays traced. */
    public Connection given(Connection connection) {
        return connection instanceof TracedConnection traced && traced.isTracedBy(tracing)
                ? traced.original()
                : connection;
    }

    /** {@link #given} of a connection that is not used any more: what is still open of its statements is ended. */
    public Connection givenBack(Connection connection) {
        if (connection instanceof TracedConnection traced) {
            traced.released();
        }
        return given(connection);
    }

    /** Whether the connections of that DataSource are traced, as far as it tells without lending one. */
    public static boolean lendsTraced(DataSource dataSource) {
        try {
            return isTraced(dataSource) || isTracedUrl(PoolUrls.of(dataSource));
        } catch (Exception | LinkageError e) {
            return false;
        }
    }

    /** Whether that is a URL of our driver. */
    public static boolean isTracedUrl(@Nullable String url) {
        return url != null && url.startsWith(URL_PREFIX);
    }

    /** The arguments of a call of the application's DataSource, with {@link #original} in the place of each connection. */
    public static @Nullable Object @Nullable [] originals(@Nullable Object @Nullable [] arguments) {
        if (arguments != null) {
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] instanceof Connection connection) {
                    arguments[i] = original(connection);
                }
            }
        }
        return arguments;
    }

    /** {@link #original} of a connection that is not used any more: what is still open of its statements is ended. */
    public static Connection released(Connection connection) {
        if (connection instanceof TracedConnection traced) {
            traced.released();
        }
        return original(connection);
    }

    /**
     * Whether the DataSource or connection is a wrapper of this library, of this copy or of one in another class loader. The
     * object is not asked: Spring's lazy connections open the real one for any question.
     */
    public static boolean isTraced(@Nullable Object dataSourceOrConnection) {
        return dataSourceOrConnection != null
                && (AnyCopy.isInstance(dataSourceOrConnection, TracedDataSource.class)
                        || TracedConnection.isTraced(dataSourceOrConnection)
                        || ConnectionTakingDataSource.isTraced(dataSourceOrConnection));
    }
}
