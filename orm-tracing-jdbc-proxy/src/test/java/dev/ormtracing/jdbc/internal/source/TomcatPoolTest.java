package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.TracingXADataSource;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.PoolExhaustedException;
import org.apache.tomcat.jdbc.pool.PoolProperties;
import org.apache.tomcat.jdbc.pool.PooledConnection;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.Test;

/** A pool whose connections are reflective proxies. */
class TomcatPoolTest extends PoolTest {

    private final PoolProperties settings = new PoolProperties();
    private org.apache.tomcat.jdbc.pool.DataSource pool;

    @Override
    DataSource pool(DataSource connections) {
        return poolOf(connections);
    }

    private DataSource poolOf(Object connections) {
        settings.setDataSource(connections);
        settings.setMaxActive(1);
        settings.setMaxIdle(1);
        settings.setMinIdle(1);
        settings.setInitialSize(1);
        settings.setMaxWait(100);
        pool = new org.apache.tomcat.jdbc.pool.DataSource(settings);
        return pool;
    }

    @Override
    int active() {
        return pool.getActive();
    }

    @Override
    void closePool() {
        pool.close(true);
    }

    @Override
    Class<? extends SQLException> exhausted() {
        return PoolExhaustedException.class;
    }

    /** The handle of Tomcat's pool unwraps one step: with a wrapper inside, the wrapper does the next. */
    @Test
    void wrappedInside_theDriverIsReachedInTwoSteps() throws SQLException {
        try (Connection connection = inside().getConnection()) {
            assertThat(connection.unwrap(Connection.class).unwrap(JdbcConnection.class))
                    .isInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void abandonedConnection_isTakenBack_wrappedOutside() throws SQLException {
        abandon();
        assertIsTakenBack(outside());
    }

    @Test
    void abandonedConnection_isTakenBack_wrappedInside() throws SQLException {
        abandon();
        assertIsTakenBack(inside());
    }

    @Test
    void abandonedConnection_isTakenBack_wrappedTwice() throws SQLException {
        abandon();
        assertIsTakenBack(TracingDataSource.wrap(inside(), spans.tracing));
    }

    private void abandon() {
        settings.setRemoveAbandoned(true);
        settings.setRemoveAbandonedTimeout(60);
        settings.setLogAbandoned(false);
    }

    private void assertIsTakenBack(DataSource dataSource) throws SQLException {
        Connection leaked = dataSource.getConnection();
        leaked.unwrap(PooledConnection.class).setTimestamp(0);
        pool.getPool().checkAbandoned();
        query(dataSource);

        assertThat(catchThrowable(leaked::createStatement)).isInstanceOf(SQLException.class);
        assertThat(active()).isZero();
    }

    @Test
    void purgedConnection_isReplaced() throws SQLException {
        DataSource outside = outside();
        try (Connection connection = outside.getConnection()) {
            pool.purge();
        }
        query(outside);

        assertThat(spans.tree()).isEqualTo("connect\nconnect\ndb_query SELECT\n");
        assertThat(active()).isZero();
    }

    @Test
    void xaDataSourceInside_aStatementIsOneSpan() throws SQLException {
        DataSource both = TracingDataSource.wrap(
                poolOf(TracingXADataSource.wrap(TracedStatementsTest.h2(), spans.tracing)), spans.tracing);
        both.getConnection().close();
        spans.clear();
        query(both);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
    }
}
