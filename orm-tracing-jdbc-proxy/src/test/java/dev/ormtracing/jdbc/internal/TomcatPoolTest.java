package dev.ormtracing.jdbc.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool whose connections are reflective proxies. */
class TomcatPoolTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final PoolProperties settings = new PoolProperties();
    private org.apache.tomcat.jdbc.pool.DataSource pool;

    @AfterEach
    void close() {
        pool.close(true);
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void wrappedOutside_aBorrowIsAConnectAndAStatementOneSpan() throws SQLException {
        query(TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing));

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        assertThat(pool.getActive()).isZero();
        assertThat(pool.getIdle()).isOne();
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
    }

    @Test
    void unwrap_reachesTheDriver() throws SQLException {
        DataSource outside = TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
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

        assertThat(failure).isInstanceOf(PoolExhaustedException.class);
        assertThat(spans.tree()).isEqualTo("connect\nconnect ERROR\n");
    }

    private DataSource pool(DataSource dataSource) {
        settings.setDataSource(dataSource);
        settings.setMaxActive(1);
        settings.setMaxIdle(1);
        settings.setMinIdle(1);
        settings.setInitialSize(1);
        settings.setMaxWait(100);
        pool = new org.apache.tomcat.jdbc.pool.DataSource(settings);
        return pool;
    }

    private static void query(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
    }
}
