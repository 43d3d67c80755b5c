package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class TracedStatementsTest {

    private final RecordedSpans spans = new RecordedSpans();
    private DataSource dataSource;
    private Connection connection;

    public static JdbcDataSource h2() {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:traced");
        h2.setUser("sa");
        return h2;
    }

    @BeforeEach
    void open() throws SQLException {
        dataSource = TracingDataSource.wrap(h2(), spans.tracing);
        connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(100))");
        }
        spans.clear();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void getConnection_isAConnectSpan() throws SQLException {
        dataSource.getConnection().close();

        assertThat(spans.tree()).isEqualTo("connect\n");
    }

    @Test
    void getConnection_thatFails_isAFailedConnectSpan() {
        Throwable failure = catchThrowable(() -> dataSource.getConnection("nobody", "secret"));

        assertThat(failure).isInstanceOf(SQLException.class);
        assertThat(spans.tree()).isEqualTo("connect ERROR\n");
    }

    @Test
    void statement_hasTheConventionsAttributes() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement
                    .executeQuery("SELECT * FROM users WHERE name = 'Alice' AND id = 7")
                    .close();
        }

        assertThat(spans.last().getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(spans.last().getAttributes().asMap())
                .isEqualTo(Attributes.builder()
                        .put("db.system.name", "h2database")
                        .put("db.system", "h2")
                        .put("db.namespace", "traced")
                        .put("db.query.text", "SELECT * FROM users WHERE name = ? AND id = ?")
                        .put("db.query.summary", "SELECT users")
                        .build()
                        .asMap());
    }

    @Test
    void everyWayToExecute_isOneSpan() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO users VALUES (1, 'a')");
            statement.executeUpdate("UPDATE users SET name = 'b'", Statement.RETURN_GENERATED_KEYS);
            statement.executeLargeUpdate("DELETE FROM users", new String[] {"ID"});
        }
        try (PreparedStatement prepared = connection.prepareStatement("SELECT name FROM users WHERE id = ?")) {
            prepared.setInt(1, 1);
            prepared.executeQuery();
            prepared.execute();
        }
        try (PreparedStatement prepared = connection.prepareStatement("DELETE FROM users WHERE id = ?")) {
            prepared.setInt(1, 1);
            prepared.executeUpdate();
            prepared.executeLargeUpdate();
        }

        assertThat(spans.tree()).isEqualTo("""
                        db_query INSERT users
                        db_query UPDATE users
                        db_query DELETE users
                        db_query SELECT users
                        db_query SELECT users
                        db_query DELETE users
                        db_query DELETE users
                        """);
    }

    @Test
    void preparedText_isShownAsItIs() throws SQLException {
        String sql = "SELECT name FROM users WHERE id = ? AND name <> 'x'";
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setInt(1, 1);
            prepared.executeQuery();
        }

        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isEqualTo(sql);
    }

    @Test
    void commitRollbackAndSavepoints_areSpans() throws SQLException {
        connection.setAutoCommit(false);
        connection.commit();
        assertThat(spans.lastValue(DbAttributes.OPERATION_NAME)).isEqualTo("COMMIT");
        connection.rollback();
        Savepoint savepoint = connection.setSavepoint();
        connection.rollback(savepoint);
        connection.releaseSavepoint(connection.setSavepoint("named"));

        assertThat(spans.tree()).isEqualTo("""
                        db_query COMMIT
                        db_query ROLLBACK
                        start_transaction
                        db_query SAVEPOINT
                        db_query ROLLBACK TO SAVEPOINT
                        db_query SAVEPOINT
                        db_query RELEASE SAVEPOINT
                        """);
    }

    @Test
    void executeBatch_reportsTheNumberOfStatements() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("INSERT INTO users VALUES (?, ?)")) {
            for (int i = 0; i < 3; i++) {
                prepared.setInt(1, i);
                prepared.setString(2, "name");
                prepared.addBatch();
            }
            prepared.executeBatch();
        }

        assertThat(spans.tree()).isEqualTo("db_query BATCH INSERT users\n");
        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isEqualTo(3);
        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isEqualTo("INSERT INTO users VALUES (?, ?)");
    }

    @Test
    void executeBatch_ofOneStatement_isNoBatch() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("INSERT INTO users VALUES (?, ?)")) {
            prepared.setInt(1, 1);
            prepared.setString(2, "name");
            prepared.addBatch();
            prepared.executeBatch();
        }

        assertThat(spans.tree()).isEqualTo("db_query INSERT users\n");
        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isNull();
    }

    @Test
    void executeBatch_countsFromTheLastClear() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("DELETE FROM users WHERE id = ?")) {
            prepared.setInt(1, 1);
            prepared.addBatch();
            prepared.clearBatch();
            prepared.addBatch();
            prepared.addBatch();
            prepared.executeBatch();
        }

        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isEqualTo(2);
    }

    @Test
    void executeBatch_thatEndsInAnotherStatement_isNotNamedByTheFirst() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 150; i++) {
                statement.addBatch("INSERT INTO users VALUES (" + (1_000 + i) + ", 'a')");
            }
            statement.executeBatch();
            assertThat(spans.lastValue(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH INSERT users");
            for (int i = 0; i < 150; i++) {
                statement.addBatch("INSERT INTO users VALUES (" + (2_000 + i) + ", 'a')");
            }
            statement.addBatch("DELETE FROM users");
            statement.executeBatch();
        }

        assertThat(spans.lastValue(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH");
    }

    @Test
    void executeBatch_ofMixedStatements_joinsTheirTexts() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO users VALUES (1, 'a')");
            statement.addBatch("DELETE FROM users");
            statement.executeLargeBatch();
        }

        assertThat(spans.lastValue(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH");
        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT))
                .isEqualTo("INSERT INTO users VALUES (?, ?); DELETE FROM users");
        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isEqualTo(2);
    }

    @Test
    void executeBatch_ofStatementsThatDifferInValues_isOneText() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO users VALUES (1, 'a')");
            statement.addBatch("INSERT INTO users VALUES (2, 'b')");
            statement.executeBatch();
        }

        assertThat(spans.lastValue(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH INSERT users");
        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isEqualTo("INSERT INTO users VALUES (?, ?)");
    }

    @Test
    void executeBatch_ofCalls_namesTheirProcedure() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS half AS 'int half(int x) { return x / 2; }'");
        }
        try (CallableStatement call = connection.prepareCall("{call half(?)}")) {
            for (int i = 0; i < 2; i++) {
                call.setInt(1, i);
                call.addBatch();
            }
            catchThrowable(call::executeBatch);
        }

        assertThat(spans.lastValue(DbAttributes.STORED_PROCEDURE)).isEqualTo("half");
        assertThat(spans.lastValue(DbAttributes.QUERY_SUMMARY)).isEqualTo("BATCH call half");
        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isEqualTo(2);
    }

    @Test
    void executeBatch_ofNothing_isABatchOfZero() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            catchThrowable(statement::executeBatch);
        }

        assertThat(spans.lastValue(DbAttributes.BATCH_SIZE)).isEqualTo(0);
    }

    @Test
    void executeBatch_thatFailsInTheMiddle_throwsTheDriversException() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("INSERT INTO users VALUES (?, 'x')")) {
            for (int id : new int[] {1, 1, 2}) {
                prepared.setInt(1, id);
                prepared.addBatch();
            }
            Throwable failure = catchThrowable(prepared::executeBatch);

            assertThat(failure).isInstanceOf(BatchUpdateException.class);
            assertThat(((BatchUpdateException) failure).getUpdateCounts())
                    .containsExactly(1, Statement.EXECUTE_FAILED, 1);
        }
        assertThat(spans.tree()).isEqualTo("db_query BATCH INSERT users ERROR\n");
    }

    @Test
    void failure_hasTheSqlStateAndNoMessage() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO users VALUES (1, 'a')");
            catchThrowable(() -> statement.execute("INSERT INTO users VALUES (1, 'secret')"));
        }

        assertThat(spans.lastValue(DbAttributes.RESPONSE_STATUS_CODE)).isEqualTo("23505");
        assertThat(spans.last().getAttributes().asMap().toString()).doesNotContain("secret");
        assertThat(spans.last().getEvents().toString()).doesNotContain("secret");
    }

    @Test
    void prepare_thatFails_isAFailedStatement() {
        Throwable failure = catchThrowable(() -> connection.prepareStatement("SELECT * FROM nowhere"));

        assertThat(failure).isInstanceOf(SQLException.class);
        assertThat(spans.tree()).isEqualTo("db_query SELECT nowhere ERROR\n");
        assertThat(spans.lastValue(DbAttributes.RESPONSE_STATUS_CODE)).isEqualTo("42S02");
    }

    @Test
    void call_isNamedByItsProcedure() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE ALIAS twice AS 'int twice(int x) { return 2 * x; }'");
        }
        spans.clear();
        try (CallableStatement call = connection.prepareCall("{call twice(?)}")) {
            call.setInt(1, 21);
            call.execute();
        }

        assertThat(spans.tree()).isEqualTo("db_query call twice\n");
        assertThat(spans.lastValue(DbAttributes.STORED_PROCEDURE)).isEqualTo("twice");
        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isNull();
    }

    @Test
    void setSchema_changesTheNamespace() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA tenant");
            connection.setSchema("TENANT");
            statement.executeQuery("SELECT 1");
        }

        assertThat(spans.lastValue(DbAttributes.NAMESPACE)).isEqualTo("traced|TENANT");
    }

    @Test
    void driverThatIsUsedInsideAnOperation_hangsBelowIt() throws SQLException {
        Frame operation = spans.tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        try (PreparedStatement prepared = connection.prepareStatement("SELECT * FROM users")) {
            prepared.executeQuery();
        }
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                        operation
                          serialize
                          db_query SELECT users
                        """);
    }

    @Test
    void connectionTracedForHibernate_showsNothingOutsideOfOperations() throws SQLException {
        try (Connection bare = h2().getConnection()) {
            Connection traced = ConnectionTracing.of(spans.tracing).trace(bare);
            traced.createStatement().executeQuery("SELECT * FROM users");
            assertThat(spans.all()).isEmpty();

            Frame operation = spans.tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
            traced.createStatement().executeQuery("SELECT * FROM users");
            operation.end();
            assertThat(spans.tree()).contains("  db_query SELECT users\n");
            assertThat(ConnectionTracing.original(traced)).isSameAs(bare);
        }
    }

    @Test
    void unsampledStatement_isNoSpan() throws SQLException {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        try (Connection other = TracingDataSource.wrap(h2(), unsampled.tracing).getConnection()) {
            other.createStatement().executeQuery("SELECT * FROM users");
        }

        assertThat(unsampled.all()).isEmpty();
    }

    @Test
    void wrappingTwice_isOneSpanAStatement() throws SQLException {
        assertThat(TracingDataSource.wrap(dataSource, spans.tracing)).isSameAs(dataSource);
        assertThat(ConnectionTracing.of(spans.tracing).trace(connection)).isSameAs(connection);
        assertThat(ConnectionTracing.isTraced(connection)).isTrue();
        assertThat(ConnectionTracing.isTraced(dataSource)).isTrue();
        assertThat(ConnectionTracing.isTraced(h2())).isFalse();
    }

    @Test
    void sameSelectInARequest_isToldAsAnNPlusOne() throws SQLException {
        Span request = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope ignored = request.makeCurrent();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO users VALUES (?, 'a')");
                PreparedStatement select = connection.prepareStatement("SELECT name FROM users WHERE id = ?");
                Statement plain = connection.createStatement()) {
            for (int id = 0; id < 7; id++) {
                insert.setInt(1, id);
                insert.executeUpdate();
                select.setInt(1, id);
                select.executeQuery().close();
                plain.executeQuery("SELECT id FROM users WHERE name = 'secret" + id + "'")
                        .close();
                plain.executeQuery("SELECT " + id + " FROM users u" + id).close();
            }
        }
        request.end();

        SpanData told = spans.all().stream()
                .filter(span -> span.getName().equals("request"))
                .findFirst()
                .orElseThrow();
        assertThat(told.getAttributes().get(AttributeKey.longKey("orm.n_plus_one.count")))
                .isEqualTo(14);
        assertThat(told.getEvents())
                .hasSize(2)
                .allSatisfy(
                        event -> assertThat(event.getAttributes().get(AttributeKey.stringKey("orm.n_plus_one.subject")))
                                .isEqualTo("SELECT users"));
    }
}
