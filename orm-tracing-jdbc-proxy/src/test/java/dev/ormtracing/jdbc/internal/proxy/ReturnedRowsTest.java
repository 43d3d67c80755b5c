package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.Phases;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReturnedRowsTest {

    private static final String THREE_ROWS = "SELECT x FROM system_range(1, 3)";

    private final RecordedSpans spans = new RecordedSpans();
    private final OrmTracing counting = OrmTracing.builder()
            .openTelemetry(spans.sdk)
            .recordReturnedRows(true)
            .build();
    private final DataSource dataSource = TracingDataSource.wrap(TracedStatementsTest.h2(), counting);
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = dataSource.getConnection();
        spans.clear();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void byDefault_nothingIsCountedAndTheSpanEndsAtOnce() throws SQLException {
        try (Connection plain =
                TracingDataSource.wrap(TracedStatementsTest.h2(), spans.tracing).getConnection()) {
            spans.clear();
            ResultSet rows = plain.createStatement().executeQuery(THREE_ROWS);

            assertThat(rows.getClass()).isEqualTo(TracedResultSet.class);
            assertThat(spans.all()).hasSize(1);
            readAll(rows);
        }

        assertThat(spans.last().getAttributes().asMap())
                .doesNotContainKeys(DbAttributes.RETURNED_ROWS, OrmAttributes.LAST_ROW_DURATION);
    }

    @Test
    void rowsReadToTheEnd_endTheSpan() throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(THREE_ROWS);
        assertThat(spans.all()).isEmpty();
        readAll(rows);

        assertThat(returnedRows()).containsExactly(3L);
        rows.close();
        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void span_coversTheExecutionAlone() throws SQLException {
        long start = System.nanoTime();
        ResultSet rows = connection.prepareStatement(THREE_ROWS).executeQuery();
        long executed = System.nanoTime() - start;
        readAll(rows);

        SpanData span = spans.last();
        long duration = span.getEndEpochNanos() - span.getStartEpochNanos();
        assertThat(duration).isLessThanOrEqualTo(executed);
        assertThat(span.getAttributes().get(OrmAttributes.LAST_ROW_DURATION)).isGreaterThanOrEqualTo(duration / 1e9);
    }

    @Test
    void noRows_areZero() throws SQLException {
        readAll(connection.createStatement().executeQuery(THREE_ROWS + " WHERE x > 3"));

        assertThat(returnedRows()).containsExactly(0L);
        assertThat(spans.lastValue(OrmAttributes.LAST_ROW_DURATION)).isPositive();
    }

    @Test
    void rowsThatWereNotRead_areNotCounted() throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(THREE_ROWS)) {
            rows.next();
        }
        connection.createStatement().executeQuery(THREE_ROWS).close();

        assertThat(returnedRows()).containsExactly(1L, null);
    }

    @Test
    void statementClosed_endsTheSpan() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(THREE_ROWS).next();
        }

        assertThat(returnedRows()).containsExactly(1L);
    }

    @Test
    void closeOnCompletion_endsTheSpan() throws SQLException {
        Statement statement = connection.createStatement();
        statement.closeOnCompletion();
        statement.executeQuery(THREE_ROWS).close();

        assertThat(statement.isClosed()).isTrue();
        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void executedAgain_endsTheSpanOfTheFirstTime() throws SQLException {
        PreparedStatement statement = connection.prepareStatement(THREE_ROWS);
        statement.executeQuery().next();
        readAll(statement.executeQuery());

        assertThat(returnedRows()).containsExactly(1L, 3L);
    }

    @Test
    void executedAgainInVain_endsTheSpanOfTheFirstTime() throws SQLException {
        Statement statement = connection.createStatement();
        statement.executeQuery(THREE_ROWS).next();
        assertThat(catchThrowable(() -> statement.executeQuery("SELECT * FROM nowhere")))
                .isInstanceOf(SQLException.class);

        assertThat(returnedRows()).containsExactly(1L, null);
    }

    @Test
    void connectionClosed_endsTheSpan() throws SQLException {
        connection.createStatement().executeQuery(THREE_ROWS).next();
        connection.prepareStatement(THREE_ROWS).execute();
        connection.close();

        assertThat(returnedRows()).containsExactlyInAnyOrder(1L, null);
    }

    @Test
    void connectionGivenBack_endsTheSpan() throws SQLException {
        Frame operation = counting.tracer().startOperation(this, OperationMethod.named("doWork"), null, null);
        try (Connection bare = TracedStatementsTest.h2().getConnection()) {
            Connection traced = ConnectionTracing.of(counting).trace(bare);
            traced.createStatement().executeQuery(THREE_ROWS).next();
            assertThat(ConnectionTracing.released(traced)).isSameAs(bare);
        }

        assertThat(named("db_query").getAttributes().get(DbAttributes.RETURNED_ROWS))
                .isEqualTo(1);
        operation.end();
    }

    @Test
    void execute_countsTheResultThatIsFetchedLater() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute(THREE_ROWS);
        ResultSet rows = statement.getResultSet();
        assertThat(statement.getResultSet()).isSameAs(rows);
        assertThat(rows.getStatement()).isSameAs(statement);
        readAll(rows);

        assertThat(returnedRows()).containsExactly(3L);
    }

    @Test
    void moreResults_endTheSpan() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute(THREE_ROWS);
        statement.getResultSet().next();
        statement.getMoreResults();

        assertThat(returnedRows()).containsExactly(1L);
    }

    @Test
    void update_hasNoRowsAndEndsAtOnce() throws SQLException {
        Statement statement = connection.createStatement();
        statement.execute("CREATE TABLE t (id INT AUTO_INCREMENT)");
        statement.executeUpdate("INSERT INTO t VALUES (1)", Statement.RETURN_GENERATED_KEYS);
        assertThat(returnedRows()).containsExactly(null, null);

        readAll(statement.getGeneratedKeys());
        assertThat(spans.all()).hasSize(2);
    }

    @Test
    void scrolling_countsUpToTheFurthestRow() throws SQLException {
        Statement statement = connection.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        try (ResultSet rows = statement.executeQuery("SELECT x FROM system_range(1, 10)")) {
            rows.next();
            rows.next();
            rows.previous();
            rows.next();
            rows.first();
            rows.absolute(4);
            rows.relative(1);
            rows.relative(-3);
            rows.beforeFirst();
            rows.next();
        }
        try (ResultSet rows = statement.executeQuery("SELECT x FROM system_range(1, 10)")) {
            rows.last();
            rows.afterLast();
            rows.previous();
        }
        try (ResultSet rows = statement.executeQuery("SELECT x FROM system_range(1, 10)")) {
            rows.absolute(-3);
            assertThat(rows.getRow()).isEqualTo(8);
        }

        assertThat(returnedRows()).containsExactly(5L, 10L, 8L);
    }

    @Test
    void forgottenStatement_endsItsSpanWhenItIsCollected() throws Exception {
        WeakReference<Statement> forgotten = new WeakReference<>(forgetStatement());
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (spans.all().isEmpty() && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }

        assertThat(forgotten.get()).isNull();
        assertThat(returnedRows()).containsExactly(1L);
    }

    private Statement forgetStatement() throws SQLException {
        Statement statement = connection.createStatement();
        statement.executeQuery(THREE_ROWS).next();
        return statement;
    }

    @Test
    void poolOutside_endsTheSpanWhenItTakesTheConnectionBack() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(dataSource);
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            pool.getConnection().close();
            spans.clear();
            try (Connection pooled = pool.getConnection()) {
                pooled.createStatement().executeQuery(THREE_ROWS).next();
            }
            assertThat(returnedRows()).containsExactly(1L);
        }
        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void wrappedInsideAndOutsideOfAPool_isOneSpan() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(dataSource);
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            DataSource outside = TracingDataSource.wrap(pool, counting);
            outside.getConnection().close();
            spans.clear();
            try (Connection pooled = outside.getConnection();
                    PreparedStatement select = pooled.prepareStatement(THREE_ROWS)) {
                readAll(select.executeQuery());
            }
        }

        assertThat(spans.tree()).isEqualTo("connect\ndb_query SELECT\n");
        assertThat(spans.lastValue(DbAttributes.RETURNED_ROWS)).isEqualTo(3);
    }

    @Test
    void scope_isLeftWhenTheStatementIsOver() throws SQLException {
        ResultSet rows = connection.createStatement().executeQuery(THREE_ROWS);

        assertThat(Span.current().getSpanContext().isValid()).isFalse();
        readAll(rows);
    }

    @Test
    void rowsReadInOtherContexts_changeNeitherThemNorTheParent() throws SQLException {
        Span application = spans.sdk.getTracer("t").spanBuilder("application").startSpan();
        ResultSet rows = connection.createStatement().executeQuery(THREE_ROWS);
        try (Scope ignored = application.makeCurrent()) {
            readAll(rows);
        }
        application.end();

        assertThat(spans.tree()).contains("db_query SELECT\n").doesNotContain("  db_query");
    }

    @Test
    void phasesOfAnOperation_areTheSame() throws SQLException {
        Frame operation = counting.tracer().startOperation(this, OperationMethod.named("getResultList"), "User", null);
        Phases.selectStarts(operation);
        try (PreparedStatement select = connection.prepareStatement(THREE_ROWS)) {
            readAll(select.executeQuery());
        }
        Phases.selectEnds(operation);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation
                  serialize
                  db_query SELECT
                  hydrate
                """);
        SpanData query = named("db_query");
        SpanData hydrate = named("hydrate");
        assertThat(hydrate.getStartEpochNanos()).isEqualTo(query.getEndEpochNanos());
        double seconds = query.getAttributes().get(OrmAttributes.LAST_ROW_DURATION);
        double whole = (hydrate.getEndEpochNanos() - query.getStartEpochNanos()) / 1e9;
        assertThat(seconds).isBetween(0.0, whole);
    }

    @Test
    void unsampledStatement_isNotCounted() throws SQLException {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(unsampled.sdk)
                .recordReturnedRows(true)
                .build();
        try (Connection other =
                TracingDataSource.wrap(TracedStatementsTest.h2(), tracing).getConnection()) {
            assertThat(other.createStatement().executeQuery(THREE_ROWS).getClass())
                    .isEqualTo(TracedResultSet.class);
        }
    }

    private SpanData named(String name) {
        return spans.all().stream()
                .filter(span -> span.getName().endsWith(":" + name))
                .findFirst()
                .orElseThrow();
    }

    private static void readAll(ResultSet rows) throws SQLException {
        while (rows.next()) {
            assertThat(rows.getObject(1)).isNotNull();
        }
    }

    private List<Long> returnedRows() {
        return spans.all().stream()
                .map(span -> span.getAttributes().get(DbAttributes.RETURNED_ROWS))
                .toList();
    }
}
