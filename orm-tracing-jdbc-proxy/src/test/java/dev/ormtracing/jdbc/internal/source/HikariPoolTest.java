package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HikariPoolTest extends PoolTest {

    private static final Logger LOG = Logger.getLogger("com.zaxxer.hikari");

    /** The shortest that it takes. */
    private static final int LEAK_MILLIS = 2000;

    private final HikariConfig config = new HikariConfig();
    private final BlockingQueue<LogRecord> warnings = new LinkedBlockingQueue<>();
    private final Handler noting = new Handler() {
        @Override
        public void publish(LogRecord record) {
            warnings.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private HikariDataSource pool;

    @BeforeEach
    void noteWarnings() {
        LOG.setLevel(Level.WARNING);
        LOG.setUseParentHandlers(false);
        LOG.addHandler(noting);
    }

    @AfterEach
    void forgetWarnings() {
        LOG.removeHandler(noting);
    }

    @Override
    DataSource pool(DataSource connections) {
        config.setDataSource(connections);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        return pool;
    }

    @Override
    void waitBriefly() {
        config.setConnectionTimeout(250);
    }

    @Override
    int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    @Override
    void closePool() {
        pool.close();
    }

    @Override
    Class<? extends SQLException> exhausted() {
        return SQLTransientConnectionException.class;
    }

    @Test
    void evictedConnection_isReplaced() throws SQLException {
        DataSource outside = outside();
        Connection connection = outside.getConnection();
        Connection physical = connection.unwrap(JdbcConnection.class);
        pool.evictConnection(ConnectionTracing.original(connection));
        connection.close();
        try (Connection next = outside.getConnection()) {
            assertThat((Object) next.unwrap(JdbcConnection.class)).isNotSameAs(physical);
        }

        assertThat(active()).isZero();
    }

    @Test
    void closedConnection_isNoFailureOfTracing() throws SQLException {
        Connection connection = outside().getConnection();
        connection.close();
        long failures = Guard.failures();

        assertThatThrownBy(() -> connection.prepareStatement("select 1"))
                .isExactlyInstanceOf(SQLException.class)
                .hasMessage("Connection is closed");
        assertThat(Guard.failures()).isEqualTo(failures);
    }

    @Test
    void leakedConnection_isReported_wrappedOutside() throws Exception {
        config.setLeakDetectionThreshold(LEAK_MILLIS);
        assertLeakIsReported(outside());
    }

    @Test
    void leakedConnection_isReported_wrappedInside() throws Exception {
        config.setLeakDetectionThreshold(LEAK_MILLIS);
        assertLeakIsReported(inside());
    }

    private void assertLeakIsReported(DataSource dataSource) throws Exception {
        try (Connection held = dataSource.getConnection()) {
            LogRecord warning;
            do {
                // It may warn of a machine that is too busy, too.
                warning = warnings.poll(3, TimeUnit.MINUTES);
                assertThat(warning).isNotNull();
            } while (!warning.getMessage().contains("leak detection triggered"));
            assertThat(warning.getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("assertLeakIsReported"));
        }
        assertThat(active()).isZero();
    }

    @Test
    void unwrap_reachesTheDriverThroughBoth() throws SQLException {
        DataSource both = TracingDataSource.wrap(inside(), spans.tracing);
        try (Connection connection = both.getConnection()) {
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void unwrap_reachesThePool() throws SQLException {
        assertThat(outside().unwrap(HikariDataSource.class)).isSameAs(pool);
        assertThat(ConnectionTracing.isTraced(pool)).isFalse();
    }

    @Test
    void closingTheWrapper_closesThePool() throws Exception {
        ((AutoCloseable) outside()).close();

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void insideAnOperation_theWaitAndTheStatementHangBelowIt() throws SQLException {
        DataSource outside = outside();
        Frame operation = spans.tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        query(outside);
        operation.end();

        assertThat(spans.tree()).startsWith("operation\n  serialize\n  connect\n  db_query SELECT\n");
    }
}
