package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.RecordingDriver;
import dev.ormtracing.jdbc.internal.Values;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the driver is given for what the application has given. */
class SqlCommentsTest {

    private static final String SQL = "select 1";
    private static final String TAGGED = "select 1 /*route='%2Fusers'*/";

    private final RecordedSpans spans = new RecordedSpans();
    private final RecordingDriver driver = new RecordingDriver();

    @AfterEach
    void nothingIsOpen() {
        assertThat(spans.isQuiet()).isTrue();
    }

    private OrmTracing tracing(RecordedSpans recorded, SqlComment comment) {
        return OrmTracing.builder()
                .openTelemetry(recorded.sdk)
                .sqlComment(comment)
                .build();
    }

    private TracedConnection connection(SqlComment comment) {
        return connection(tracing(spans, comment));
    }

    private TracedConnection connection(OrmTracing tracing) {
        return new TracedConnection(driver.object(Connection.class), new JdbcTracing(tracing, false));
    }

    /** The text that the driver was given last. */
    private Object sent() {
        return driver.calls.stream()
                .filter(call -> !call.arguments().isEmpty() && call.arguments().get(0) instanceof String)
                .reduce((first, second) -> second)
                .orElseThrow()
                .arguments()
                .get(0);
    }

    static List<Method> takingSql() {
        return List.of(Connection.class, Statement.class).stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getName().matches("prepare.*|execute.*|addBatch"))
                .filter(method -> method.getParameterCount() > 0)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("takingSql")
    void everyMethodThatTakesSql_givesItToTheDriverWithTheComment(Method method) throws Throwable {
        TracedConnection connection = connection(SqlComment.TAGS);
        Object receiver = method.getDeclaringClass() == Connection.class ? connection : connection.createStatement();

        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            RecordingDriver.invoke(receiver, method, arguments(method));
        }

        assertThat(sent()).isEqualTo(TAGGED);
        assertThat(spans.all().toString()).doesNotContain("%2Fusers");
    }

    @ParameterizedTest
    @MethodSource("takingSql")
    void byDefault_theDriverGetsTheSameObject(Method method) throws Throwable {
        TracedConnection connection = connection(SqlComment.NONE);
        Object receiver = method.getDeclaringClass() == Connection.class ? connection : connection.createStatement();

        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            RecordingDriver.invoke(receiver, method, arguments(method));
        }

        assertThat(sent()).isSameAs(SQL);
    }

    private Object[] arguments(Method method) {
        Values values = new Values(driver);
        Object[] arguments =
                Arrays.stream(method.getParameterTypes()).map(values::of).toArray();
        arguments[0] = SQL;
        return arguments;
    }

    @Test
    void nativeSql_isTheApplicationsOwn() throws SQLException {
        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            connection(SqlComment.TAGS).nativeSQL(SQL);
        }

        assertThat(sent()).isSameAs(SQL);
    }

    @Test
    void withoutAnythingToSay_theDriverGetsTheSameObject() throws SQLException {
        connection(SqlComment.TAGS).prepareStatement(SQL);

        assertThat(sent()).isSameAs(SQL);
    }

    @Test
    void null_isTheDriversToRefuse() throws SQLException {
        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            connection(SqlComment.TRACEPARENT).prepareStatement(null);
            connection(SqlComment.TRACEPARENT).createStatement().execute(null);
        }

        assertThat(driver.calls.get(driver.calls.size() - 1).arguments()).containsExactly("null");
    }

    @Test
    void queryText_isTheApplicationsOwn() throws SQLException {
        OrmTracing tracing = tracing(spans, SqlComment.TRACEPARENT);
        Frame operation = tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        connection(tracing).prepareStatement(SQL).execute();
        connection(tracing).createStatement().execute("select 'x'");
        operation.end();

        assertThat(spans.all().stream()
                        .map(span -> span.getAttributes().get(DbAttributes.QUERY_TEXT))
                        .filter(text -> text != null))
                .containsExactly("select 1", "select ?");
    }

    @Test
    void traceparent_ofAPreparedStatement_isThatOfItsFirstExecution() throws SQLException {
        PreparedStatement prepared = connection(SqlComment.TRACEPARENT).prepareStatement(SQL);
        Object text = sent();
        prepared.execute();
        prepared.execute();
        prepared.close();

        assertThat(spans.tree()).isEqualTo("db_query select\ndb_query select\n");
        assertThat(text)
                .isEqualTo(SQL + " /*traceparent='" + traceparent(spans.all().get(0)) + "'*/");
    }

    @Test
    void traceparent_ofAStatement_isThatOfItsExecution() throws SQLException {
        connection(SqlComment.TRACEPARENT).createStatement().executeUpdate(SQL);

        assertThat(sent()).isEqualTo(SQL + " /*traceparent='" + traceparent(spans.last()) + "'*/");
    }

    @Test
    void traceparent_ofAPreparedBatch_isThatOfTheBatch() throws SQLException {
        PreparedStatement prepared =
                connection(SqlComment.TRACEPARENT).prepareStatement("insert into users values (?)");
        Object text = sent();
        prepared.addBatch();
        prepared.addBatch();
        prepared.executeBatch();
        prepared.close();

        assertThat(spans.tree()).isEqualTo("db_query BATCH insert users\n");
        assertThat(spans.last().getAttributes().get(DbAttributes.BATCH_SIZE)).isEqualTo(2);
        assertThat(text.toString()).contains(traceparent(spans.last()));
    }

    @Test
    void traceparent_ofABatchOfTexts_isNotKnownYet() throws SQLException {
        Statement statement = connection(SqlComment.TRACEPARENT).createStatement();
        statement.addBatch(SQL);
        assertThat(sent()).isSameAs(SQL);
        statement.executeBatch();
    }

    @Test
    void preparedStatement_thatIsNeverExecuted_isAPrepareOnceItIsClosed() throws SQLException {
        TracedConnection connection = connection(SqlComment.TRACEPARENT);
        PreparedStatement closed = connection.prepareStatement(SQL);
        PreparedStatement forgotten = connection.prepareStatement("select 2");
        assertThat(spans.tree()).isEmpty();

        closed.close();
        assertThat(spans.tree()).isEqualTo("prepare select\n");
        connection.close();
        forgotten.close();
        assertThat(spans.tree()).isEqualTo("prepare select\nprepare select\n");
    }

    @Test
    void statementThatCannotBePrepared_isOneFailedSpan() {
        driver.failure = new SQLException("no");
        TracedConnection connection = connection(SqlComment.TRACEPARENT);

        assertThat(catchThrowable(() -> connection.prepareStatement(SQL))).isSameAs(driver.failure);

        assertThat(spans.tree()).isEqualTo("db_query select ERROR\n");
        assertThat(sent().toString()).contains(traceparent(spans.last()));
    }

    @Test
    void call_isCommentedUnlessItIsAnEscape() throws SQLException {
        TracedConnection connection = connection(SqlComment.TRACEPARENT);
        CallableStatement escape = connection.prepareCall("{call p()}");
        assertThat(sent()).isEqualTo("{call p()}");
        escape.execute();
        CallableStatement call = connection.prepareCall("call p()");
        assertThat(sent().toString()).startsWith("call p() /*traceparent=");
        call.execute();

        assertThat(spans.tree()).isEqualTo("db_query call p\ndb_query call p\n");
    }

    @Test
    void unsampled_carriesTheTagsAlone() throws SQLException {
        RecordedSpans none = new RecordedSpans(Sampler.alwaysOff());
        OrmTracing tracing = tracing(none, SqlComment.TRACEPARENT);
        Frame operation = tracing.tracer().startOperation(this, OperationMethod.named("find"), "User", null);
        TracedConnection connection = connection(tracing);
        connection.prepareStatement(SQL).execute();
        assertThat(sent()).isEqualTo("select 1 /*orm='User.find'*/");
        connection.createStatement().execute("select 2");
        assertThat(sent()).isEqualTo("select 2 /*orm='User.find'*/");
        operation.end();
    }

    @Test
    void secondWrapper_addsNothing() throws SQLException {
        TracedConnection inner = connection(SqlComment.TAGS);
        TracedConnection outer = new TracedConnection(inner, new JdbcTracing(tracing(spans, SqlComment.TAGS), false));
        try (Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            outer.prepareStatement(SQL);
        }

        assertThat(sent()).isEqualTo(TAGGED);
    }

    @Test
    void caller_isToldOfStatementsOutsideOfOperations() throws SQLException {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .sqlComment(SqlComment.TRACEPARENT)
                .recordCaller(true)
                .build();
        com.example.shop.UserRepository.run(
                () -> connection(tracing).prepareStatement(SQL).execute());

        assertThat(sent().toString())
                .matches(
                        "select 1 /\\*caller='com\\.example\\.shop\\.UserRepository\\.run%3A\\d+',traceparent='.*'\\*/");
    }

    @Test
    void h2_runsWhatIsCommented() throws SQLException {
        try (Connection connection = TracingDataSource.wrap(
                                TracedStatementsTest.h2(), tracing(spans, SqlComment.TRACEPARENT))
                        .getConnection();
                Scope scope = SqlTags.of("evil", "*/ ?1 :x {d '").makeCurrent()) {
            connection.setAutoCommit(false);
            try (PreparedStatement select = connection.prepareStatement("select ? + 1; -- end")) {
                assertThat(select.getParameterMetaData().getParameterCount()).isEqualTo(1);
                select.setInt(1, 41);
                var rows = select.executeQuery();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
                assertThat(rows.getStatement()).isSameAs(select);
            }
            connection.rollback();
        }

        assertThat(spans.tree()).isEqualTo("""
                connect
                start_transaction
                db_query select
                db_query ROLLBACK
                """);
    }

    private static String traceparent(SpanData span) {
        SpanContext context = span.getSpanContext();
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }
}
