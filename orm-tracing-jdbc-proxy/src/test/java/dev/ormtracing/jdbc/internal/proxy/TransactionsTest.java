package dev.ormtracing.jdbc.internal.proxy;

import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DatabaseSystem;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions of JDBC without Hibernate: what the calls on the connection tell of them. */
class TransactionsTest {

    private final RecordedSpans spans = new RecordedSpans();
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection =
                TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing).getConnection();
        spans.clear();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void transaction_startsWithItsFirstStatement() throws SQLException {
        connection.setAutoCommit(false);
        assertThat(spans.all()).isEmpty();
        run("SELECT 1");
        run("SELECT 2");
        connection.commit();
        run("SELECT 3");
        connection.rollback();
        connection.setAutoCommit(true);
        run("SELECT 4");

        assertThat(spans.tree()).isEqualTo("""
                        start_transaction
                        db_query SELECT
                        db_query SELECT
                        db_query COMMIT
                        start_transaction
                        db_query SELECT
                        db_query ROLLBACK
                        db_query SELECT
                        """);
    }

    @Test
    void transactionWithoutStatement_leavesNoSpan() throws SQLException {
        connection.setAutoCommit(false);
        connection.setAutoCommit(true);

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void start_takesTheTimeOfTheCallThatSwitchedAutoCommitOff() throws SQLException {
        Span caller = spans.sdk.getTracer("test").spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            connection.setAutoCommit(false);
            run("SELECT 1");
            connection.commit();
            run("SELECT 2");
            connection.commit();
        }
        caller.end();

        List<SpanData> starts = starts();
        assertThat(duration(starts.get(0))).isPositive();
        assertThat(duration(starts.get(1))).isZero();
        assertThat(starts).allSatisfy(start -> {
            assertThat(start.getKind()).isEqualTo(SpanKind.INTERNAL);
            assertThat(start.getParentSpanId())
                    .isEqualTo(caller.getSpanContext().getSpanId());
            assertThat(start.getAttributes().isEmpty()).isTrue();
        });
    }

    @Test
    void start_hasNoTimeWhenTheSwitchWasMadeElsewhere() throws SQLException {
        connection.setAutoCommit(false);
        Span caller = spans.sdk.getTracer("test").spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            run("SELECT 1");
        }
        caller.end();

        assertThat(duration(starts().get(0))).isZero();
        assertThat(spans.tree()).isEqualTo("""
                        caller
                          start_transaction
                          db_query SELECT
                        """);
    }

    @Test
    void autoCommitSwitchedOnInATransaction_isItsCommit() throws SQLException {
        connection.setAutoCommit(false);
        run("SELECT 1");
        connection.setAutoCommit(true);
        connection.setAutoCommit(true);

        assertThat(spans.tree()).isEqualTo("""
                        start_transaction
                        db_query SELECT
                        db_query COMMIT
                        """);
        assertThat(spans.lastValue(DbAttributes.OPERATION_NAME)).isEqualTo("COMMIT");
    }

    @Test
    void isolationAndReadOnly_showWhenTheyAreNotTheUsual() throws SQLException {
        connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        run("SELECT 1");

        assertThat(starts().get(0).getAttributes().get(OrmAttributes.TRANSACTION_ISOLATION))
                .isEqualTo("SERIALIZABLE");
        assertThat(starts().get(0).getAttributes().get(OrmAttributes.TRANSACTION_READ_ONLY))
                .isTrue();
        connection.rollback();
        connection.setReadOnly(false);
        connection.setTransactionIsolation(TRANSACTION_READ_COMMITTED);
        run("SELECT 2");
        assertThat(starts().get(1).getAttributes().get(OrmAttributes.TRANSACTION_ISOLATION))
                .isNull();
        assertThat(starts().get(1).getAttributes().get(OrmAttributes.TRANSACTION_READ_ONLY))
                .isNull();
        connection.setAutoCommit(true);
    }

    @Test
    void isolationThatTheConnectionHadBefore_isTheUsual() {
        TransactionState state = new TransactionState();
        state.isolationRead(TRANSACTION_SERIALIZABLE);
        state.isolationSet(TRANSACTION_SERIALIZABLE);
        Frame begin = spans.tracing.tracer().startStep(SpanType.START_TRANSACTION, this, null);
        state.describe(begin, DatabaseSystem.H2);
        begin.end();

        assertThat(spans.last().getAttributes().get(OrmAttributes.TRANSACTION_ISOLATION))
                .isNull();
    }

    @Test
    void pooledWithAutoCommitOff_isKnownOnceSomebodyAsks() throws SQLException {
        try (Connection pooled = TracedStatementsTest.h2().getConnection()) {
            pooled.setAutoCommit(false);
            Connection traced = TracedConnection.of(pooled, new JdbcTracing(spans.tracing, false));
            try (Statement statement = traced.createStatement()) {
                statement.executeQuery("SELECT 1").close();
                assertThat(traced.getAutoCommit()).isFalse();
                statement.executeQuery("SELECT 2").close();
            }
            traced.commit();
        }

        assertThat(spans.tree()).isEqualTo("""
                        db_query SELECT
                        start_transaction
                        db_query SELECT
                        db_query COMMIT
                        """);
    }

    @Test
    void insideABeginStep_theStepTellsTheIsolation() throws SQLException {
        connection.setTransactionIsolation(TRANSACTION_SERIALIZABLE);
        Frame begin = spans.tracing.tracer().startStep(SpanType.START_TRANSACTION, this, null);
        connection.setAutoCommit(false);
        begin.end();
        Frame operation = spans.tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        run("SELECT 1");
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                        start_transaction
                        operation
                          serialize
                          db_query SELECT
                        """);
        assertThat(starts().get(0).getAttributes().get(OrmAttributes.TRANSACTION_ISOLATION))
                .isEqualTo("SERIALIZABLE");
        connection.rollback();
        connection.setAutoCommit(true);
    }

    @Test
    void unsampledTransaction_leavesNothing() throws SQLException {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        try (Connection other = TracingDataSource.wrap(TracedStatementsTest.h2(), unsampled.tracing)
                .getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().executeQuery("SELECT 1");
            other.setAutoCommit(true);
        }

        assertThat(unsampled.all()).isEmpty();
    }

    @Test
    void transactionsAsText_areStatementsLikeOthers() throws SQLException {
        run("SET LOCK_TIMEOUT 10");
        run("COMMIT");
        run("ROLLBACK");

        assertThat(spans.tree()).isEqualTo("""
                        db_query SET
                        db_query COMMIT
                        db_query ROLLBACK
                        """);
        assertThat(spans.lastValue(DbAttributes.OPERATION_NAME)).isNull();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<SpanData> starts() {
        return spans.all().stream()
                .filter(span -> span.getName().endsWith("start_transaction"))
                .toList();
    }

    private static long duration(SpanData span) {
        return span.getEndEpochNanos() - span.getStartEpochNanos();
    }
}
