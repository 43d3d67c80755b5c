package dev.ormtracing.jdbc.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** H2, in whose place the driver says it is another database, and which notes what the session is told. */
class SessionContextTest {

    private static final String ORACLE = "jdbc:oracle:thin:@//db:1521/shop";
    private static final String SQL_SERVER = "jdbc:sqlserver://db:1433;databaseName=shop";

    private final RecordedSpans spans = new RecordedSpans();

    /** What the session was told, in order. */
    private final List<String> told = new ArrayList<>();

    private String there;
    private SQLException refusal;

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(spans.isQuiet()).isTrue();
    }

    private Connection connection(String url, OrmTracing.Builder builder) throws SQLException {
        return TracingDataSource.wrap(
                        source(url), builder.propagateToSession(true).build())
                .getConnection();
    }

    private OrmTracing.Builder builder() {
        return OrmTracing.builder().openTelemetry(spans.sdk);
    }

    private DataSource source(String url) {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:session");
        return proxy(
                DataSource.class,
                h2,
                (method, arguments) -> null,
                result -> result instanceof Connection connection ? recording(connection, url) : result);
    }

    private Connection recording(Connection h2, String url) {
        return proxy(
                Connection.class,
                h2,
                (method, arguments) -> switch (method.getName()) {
                    case "unwrap" -> throw new UnsupportedOperationException("a driver of another database");
                    case "getClientInfo" -> there == null ? "" : there;
                    case "setClientInfo" -> arguments.length == 2 ? tell((String) arguments[1]) : "";
                    case "prepareStatement" -> ofSession((String) arguments[0], h2);
                    default -> null;
                },
                result -> result instanceof DatabaseMetaData metaData
                        ? proxy(
                                DatabaseMetaData.class,
                                metaData,
                                (method, arguments) -> method.getName().equals("getURL") ? url : null,
                                other -> other)
                        : result);
    }

    private String tell(String value) {
        if (refusal != null) {
            throw new IllegalStateException(refusal);
        }
        told.add(value);
        return value;
    }

    private Object ofSession(String sql, Connection h2) {
        if (!sql.contains("context_info")) {
            return null;
        }
        try {
            PreparedStatement select = h2.prepareStatement(
                    there == null ? "select cast(null as varbinary)" : "select cast('61' as varbinary)");
            return sql.startsWith("select")
                    ? select
                    : proxy(
                            PreparedStatement.class,
                            select,
                            (method, arguments) -> switch (method.getName()) {
                                case "setBytes" ->
                                    tell(new String((byte[]) arguments[1], StandardCharsets.US_ASCII)
                                            .replace("\0", ""));
                                case "execute" -> false;
                                default -> null;
                            },
                            other -> other);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param answers what a call gets in the place of the target's answer, or null */
    private static <T> T proxy(
            Class<T> type, Object target, BiFunction<Method, Object[], Object> answers, UnaryOperator<Object> wrap) {
        return type.cast(Proxy.newProxyInstance(
                SessionContextTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    Object answer = answers.apply(method, arguments);
                    if (answer != null) {
                        return method.getReturnType() == void.class ? null : answer;
                    }
                    try {
                        return wrap.apply(method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private void request(Connection connection, int statements) throws SQLException {
        Span span = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = span.makeCurrent();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < statements; i++) {
                statement.executeQuery("select 1").close();
                try (PreparedStatement prepared = connection.prepareStatement("select 2")) {
                    prepared.executeQuery().close();
                }
            }
        } finally {
            span.end();
        }
    }

    private List<String> requests() {
        return spans.all().stream()
                .filter(span -> span.getName().equals("request"))
                .map(span -> "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getSpanContext().getTraceFlags().asHex())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {ORACLE, SQL_SERVER})
    void session_isToldOncePerSpan(String url) throws SQLException {
        try (Connection connection = connection(url, builder())) {
            request(connection, 3);
            request(connection, 2);
        }

        assertThat(told).isEqualTo(requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:h2:mem:session", "jdbc:postgresql://db/shop", "jdbc:mysql://db/shop"})
    void otherDatabases_areToldNothing(String url) throws SQLException {
        try (Connection connection = connection(url, builder())) {
            request(connection, 1);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void byDefault_nobodyIsToldAnything() throws SQLException {
        try (Connection connection =
                TracingDataSource.wrap(source(ORACLE), spans.tracing).getConnection()) {
            request(connection, 1);
        }

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ORACLE, SQL_SERVER})
    void unsampledTrace_emptiesThePlaceOnce(String url) throws SQLException {
        SpanContext unsampled = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault());
        try (Connection connection = connection(url, builder());
                Statement statement = connection.createStatement()) {
            request(connection, 1);
            try (Scope scope = Span.wrap(unsampled).makeCurrent()) {
                statement.executeQuery("select 1").close();
                statement.executeQuery("select 2").close();
            }
        }

        assertThat(told).containsExactly(requests().get(0), "");
    }

    @Test
    void statementThatSetsThePlace_isTheApplications() throws SQLException {
        try (Connection connection = connection(SQL_SERVER, builder());
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1 as CONTEXT_INFO").close();
            request(connection, 2);
        }

        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ORACLE, SQL_SERVER})
    void valueOfTheApplication_stays(String url) throws SQLException {
        there = "mine";
        try (Connection connection = connection(url, builder())) {
            request(connection, 2);
        }

        assertThat(told).isEmpty();
    }

    @Test
    void applicationThatSetsItsOwn_isLeftAlone() throws SQLException {
        try (Connection connection = connection(ORACLE, builder())) {
            request(connection, 1);
            connection.setClientInfo("OCSID.ACTION", "mine");
            request(connection, 1);
        }

        assertThat(told).hasSize(2).last().isEqualTo("mine");
    }

    @Test
    void refusal_isNoFailureAndTheLastTry() throws SQLException {
        refusal = new SQLException("no");
        try (Connection connection = connection(ORACLE, builder())) {
            request(connection, 3);
            refusal = null;
            request(connection, 1);
        }

        assertThat(told).isEmpty();
    }
}
