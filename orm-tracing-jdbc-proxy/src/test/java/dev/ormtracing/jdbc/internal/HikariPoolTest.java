package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HikariPoolTest {

    private final RecordedSpans spans = new RecordedSpans();
    private HikariDataSource pool;

    @AfterEach
    void close() {
        pool.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void wrappedOutside_aBorrowIsAConnectAndAStatementOneSpan() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        query(outside);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void wrappedInside_aStatementIsOneSpan() throws SQLException {
        DataSource pooled = pool(TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing));
        pooled.getConnection().close();
        spans.clear();
        query(pooled);

        assertThat(spans.tree()).isEqualTo("db_query SELECT\n");
    }

    @Test
    void wrappedInsideAndOutside_aStatementIsStillOneSpan() throws SQLException {
        DataSource inside = TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing);
        DataSource both = TracingDataSource.wrap(pool(inside), spans.tracing);
        both.getConnection().close();
        spans.clear();
        query(both);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        assertThat(TracedConnections.isTraced(pool)).isTrue();
    }

    @Test
    void wrappedInside_isRecognisedByTheHibernateModule() throws SQLException {
        pool(TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing));
        try (Connection pooled = pool.getConnection()) {
            assertThat(TracedConnections.isTraced(pooled)).isTrue();
            assertThat(TracedConnections.of(spans.tracing).trace(pooled)).isSameAs(pooled);
            assertThat(TracedConnections.original(pooled)).isSameAs(pooled);
        }
    }

    @Test
    void evictedConnection_isReplaced() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        Connection connection = outside.getConnection();
        pool.evictConnection(TracedConnections.original(connection));
        connection.close();
        query(outside);

        assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
    }

    @Test
    void unwrap_reachesPoolAndDriver() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        assertThat(outside.unwrap(HikariDataSource.class)).isSameAs(pool);
        try (Connection connection = outside.getConnection()) {
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void exhaustedPool_isAFailedConnect() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        Throwable failure;
        try (Connection held = outside.getConnection()) {
            failure = catchThrowable(outside::getConnection);
        }

        assertThat(failure).isInstanceOf(SQLTransientConnectionException.class);
        assertThat(spans.tree()).isEqualTo("connect\nconnect ERROR\n");
    }

    @Test
    void closingTheWrapper_closesThePool() throws Exception {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        ((AutoCloseable) outside).close();

        assertThat(pool.isClosed()).isTrue();
    }

    @Test
    void insideAnOperation_theWaitAndTheStatementHangBelowIt() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
        Frame operation = spans.tracing.tracer().startOperation(this, "find", "User", null);
        query(outside);
        operation.end();

        assertThat(spans.tree()).startsWith("operation\n  serialize\n  connect\n  db_query SELECT\n");
    }

    private HikariDataSource pool(DataSource dataSource) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(250);
        pool = new HikariDataSource(config);
        return pool;
    }

    private static void query(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
    }
}
