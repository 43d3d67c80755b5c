package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ormtracing.core.AttributesProvider;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.QueryText;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the application wants to see of its statements. */
class ShownStatementsTest {

    private static final AttributeKey<String> OLD_TEXT = AttributeKey.stringKey("db.statement");

    private final RecordedSpans spans = new RecordedSpans();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(spans.isQuiet()).isTrue();
    }

    private OrmTracing.Builder builder() {
        return OrmTracing.builder().openTelemetry(spans.sdk);
    }

    private Connection connection(OrmTracing.Builder builder) throws SQLException {
        Connection connection = TracingDataSource.wrap(TracedStatementsTest.h2(), builder.build())
                .getConnection();
        spans.clear();
        return connection;
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void none_showsTheSummaryAlone() throws SQLException {
        try (Connection connection = connection(builder().queryText(QueryText.NONE));
                Statement statement = connection.createStatement()) {
            assertThat(number(connection, "select 1 from dual")).isEqualTo(1);
            statement.execute("select 2 from dual");
            statement.addBatch("create table if not exists t (a int)");
            statement.addBatch("create table if not exists u (a int)");
            statement.executeBatch();
            connection.setAutoCommit(false);
            number(connection, "select 1 from dual");
            connection.commit();
        }

        assertThat(spans.all()).isNotEmpty();
        for (SpanData span : spans.all()) {
            if (span.getKind() != SpanKind.CLIENT) {
                continue;
            }
            assertThat(span.getAttributes().get(DbAttributes.QUERY_TEXT)).isNull();
            assertThat(span.getAttributes().get(OLD_TEXT)).isNull();
            assertThat(span.getAttributes().get(DbAttributes.QUERY_SUMMARY)).isNotNull();
        }
    }

    @Test
    void shape_isTheSameForListsOfAnyLength() throws SQLException {
        try (Connection connection = connection(builder().queryText(QueryText.SHAPE))) {
            number(connection, "select 1 from dual where 1 in (1, 2)");
            number(connection, "select 1 from dual where 1 in (1, 2, 3)");
        }

        assertThat(spans.all())
                .extracting(span -> span.getAttributes().get(DbAttributes.QUERY_TEXT))
                .containsOnly("select 1 from dual where 1 in (?)");
    }

    /** The statements are told from one another by their own texts. */
    @Test
    void repeatedReads_areFoundWhateverIsShown() throws SQLException {
        for (QueryText shown : QueryText.values()) {
            try (Connection connection = connection(builder().queryText(shown).nPlusOneThreshold(3))) {
                Span request =
                        spans.sdk.getTracer("test").spanBuilder("request").startSpan();
                try (Scope scope = request.makeCurrent()) {
                    for (int i = 0; i < 3; i++) {
                        try (PreparedStatement select = connection.prepareStatement("select 1 from dual where 1 = ?")) {
                            select.setInt(1, i);
                            select.executeQuery().close();
                        }
                        // Different statements with one summary.
                        try (PreparedStatement other = connection.prepareStatement(
                                "select 1 from dual where 1 = ? or 2 = " + (i == 1 ? "1" : "0"))) {
                            other.setInt(1, i);
                            other.executeQuery().close();
                        }
                    }
                } finally {
                    request.end();
                }
            }

            assertThat(spans.last().getName()).isEqualTo("request");
            assertThat(spans.last().getEvents())
                    .as(shown.name())
                    .hasSize(1)
                    .allSatisfy(
                            event -> assertThat(event.getAttributes().get(AttributeKey.longKey("orm.n_plus_one.count")))
                                    .isEqualTo(3));
            spans.clear();
        }
    }

    @Test
    void statementsThatAreLeftOut_leaveNothing() throws SQLException {
        for (SqlComment comment : SqlComment.values()) {
            OrmTracing.Builder builder = builder()
                    .sqlComment(comment)
                    .nPlusOneThreshold(2)
                    .metrics(true)
                    .leaveOutStatements("SELECT 1", "table:qrtz_*");
            try (Connection connection = connection(builder);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table if not exists qrtz_locks (a int)");
                for (int i = 0; i < 4; i++) {
                    assertThat(number(connection, "select  1")).isEqualTo(1);
                    assertThat(statement.executeQuery("select 1;").next()).isTrue();
                    assertThat(number(connection, "select count(*) from qrtz_locks"))
                            .isZero();
                }
                try (PreparedStatement insert = connection.prepareStatement("insert into qrtz_locks values (?)")) {
                    insert.setInt(1, 1);
                    insert.addBatch();
                    insert.setInt(1, 2);
                    insert.addBatch();
                    assertThat(insert.executeBatch()).containsExactly(1, 1);
                }
                statement.addBatch("delete from qrtz_locks");
                assertThat(statement.executeBatch()).containsExactly(2);
                assertThat(number(connection, "select 2")).isEqualTo(2);
            }

            assertThat(spans.all()).hasSize(1);
            assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isEqualTo("select 2");
            spans.clear();
        }
    }

    /** Its errors are the application's too. */
    @Test
    void statementThatIsLeftOut_failsAsBefore() throws SQLException {
        try (Connection connection = connection(builder().leaveOutStatements("select nothing*"))) {
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> number(connection, "select nothing from nowhere"));
        }

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void providers_addToStatementsAndReplaceNothing() throws SQLException {
        AttributesProvider tenant = new AttributesProvider() {
            @Override
            public void statementStarts(Attributes statement, AttributesBuilder added) {
                added.put("app.tenant", "a").put(DbAttributes.QUERY_TEXT, "mine");
                added.put("app.seen", statement.get(DbAttributes.QUERY_SUMMARY));
            }
        };
        AttributesProvider broken = new AttributesProvider() {
            @Override
            public void statementStarts(Attributes statement, AttributesBuilder added) {
                added.put("app.half", true);
                throw new IllegalStateException("broken");
            }
        };
        try (Connection connection = connection(builder().addAttributes(broken).addAttributes(tenant))) {
            number(connection, "select 1 from dual");
        }

        assertThat(spans.lastValue(AttributeKey.stringKey("app.tenant"))).isEqualTo("a");
        assertThat(spans.lastValue(AttributeKey.stringKey("app.seen"))).isEqualTo("select dual");
        assertThat(spans.lastValue(AttributeKey.booleanKey("app.half"))).isNull();
        assertThat(spans.lastValue(DbAttributes.QUERY_TEXT)).isEqualTo("select 1 from dual");
    }
}
