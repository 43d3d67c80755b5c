package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.proxy.TracedStatementsTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds for every pool, wrapped outside, inside, and both. Each pool here has one connection. */
abstract class PoolTest {

    final RecordedSpans spans = new RecordedSpans();

    abstract DataSource pool(DataSource connections) throws SQLException;

    abstract int active();

    abstract void closePool();

    abstract Class<? extends SQLException> exhausted();

    /** Lets the pool that comes next give up as soon as it can. A connection that it makes at leisure would come too late. */
    void waitBriefly() {}

    @AfterEach
    final void close() {
        closePool();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void wrappedOutside_aBorrowIsAConnectAndAStatementOneSpan() throws SQLException {
        query(outside());

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        assertThat(active()).isZero();
    }

    @Test
    void wrappedInside_aStatementIsOneSpan() throws SQLException {
        DataSource pooled = inside();
        pooled.getConnection().close();
        spans.clear();
        query(pooled);

        assertThat(spans.tree()).isEqualTo("db_query SELECT\n");
    }

    @Test
    void wrappedInsideAndOutside_aStatementIsStillOneSpan() throws SQLException {
        DataSource both = TracingDataSource.wrap(inside(), spans.tracing);
        both.getConnection().close();
        spans.clear();
        query(both);

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
    }

    /** A borrowed connection is asked for nothing, so the Hibernate module cannot know what is inside. */
    @Test
    void wrappedInsideAndByTheHibernateModule_aStatementIsStillOneSpan() throws SQLException {
        DataSource pooled = inside();
        pooled.getConnection().close();
        spans.clear();
        Frame operation = spans.tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        try (Connection connection = ConnectionTracing.of(spans.tracing).trace(pooled.getConnection());
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
        operation.end();

        assertThat(spans.tree()).startsWith("operation\n  serialize\n  db_query SELECT\n");
        assertThat(spans.tree()).containsOnlyOnce("db_query");
    }

    @Test
    void unwrap_reachesTheDriver() throws SQLException {
        try (Connection connection = outside().getConnection()) {
            assertThat(connection.unwrap(JdbcConnection.class)).isInstanceOf(JdbcConnection.class);
        }
    }

    @Test
    void exhaustedPool_isAFailedConnect() throws SQLException {
        waitBriefly();
        DataSource outside = outside();
        Throwable failure;
        try (Connection held = outside.getConnection()) {
            failure = catchThrowable(outside::getConnection);
        }

        assertThat(failure).isInstanceOf(exhausted());
        assertThat(spans.tree()).isEqualTo("connect\nconnect ERROR\n");
    }

    @Test
    void closedTwice_returnsOnce() throws SQLException {
        DataSource outside = outside();
        Connection connection = outside.getConnection();
        connection.close();
        connection.close();

        assertThat(connection.isClosed()).isTrue();
        assertThat(active()).isZero();
        assertThat(catchThrowable(connection::createStatement)).isInstanceOf(SQLException.class);
    }

    final DataSource outside() throws SQLException {
        return TracingDataSource.wrap(pool(TracedStatementsTest.h2()), spans.tracing);
    }

    final DataSource inside() throws SQLException {
        return pool(TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing));
    }

    static void query(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1").close();
        }
    }
}
