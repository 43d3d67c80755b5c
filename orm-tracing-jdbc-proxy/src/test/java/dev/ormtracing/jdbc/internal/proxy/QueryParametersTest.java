package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.QueryParameterRedactor;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.ByteArrayInputStream;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

    private static final String INSERT = "INSERT INTO users (id, name, picture) VALUES (?, ?, ?)";

    private final RecordedSpans spans = new RecordedSpans();
    private Connection keeper;

    @BeforeEach
    void createTable() throws SQLException {
        keeper = TracedStatementsTest.h2().getConnection();
        keeper.createStatement()
                .execute("CREATE TABLE users (id INT PRIMARY KEY, name VARCHAR(1000), picture BLOB, born DATE)");
    }

    @AfterEach
    void dropTable() throws SQLException {
        keeper.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    private Connection connect(OrmTracing.Builder settings) throws SQLException {
        return TracingDataSource.wrap(
                        TracedStatementsTest.h2(),
                        settings.openTelemetry(spans.sdk).build())
                .getConnection();
    }

    private static OrmTracing.Builder on() {
        return OrmTracing.builder().recordQueryParameters(true);
    }

    @Test
    void byDefault_noValueAppears() throws SQLException {
        try (Connection connection = connect(OrmTracing.builder().queryParameterRedactor(parameter -> "shown"));
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            // Long enough not to be a part of a time or an id by chance.
            insert.setInt(1, 2047110815);
            insert.setString(2, "canary");
            insert.setNull(3, Types.BLOB);
            insert.execute();
            assertThat(((DelegatingPreparedStatement) insert).parameters).isNull();
        }

        assertThat(spans.all().toString()).doesNotContain("canary", "2047110815", "db.query.parameter", "shown");
    }

    @Test
    void values_areNumberedFromZero() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setString(2, "ada");
            insert.setNull(3, Types.BLOB);
            insert.execute();
        }

        assertThat(parameters()).isEqualTo(Map.of("0", "1", "1", "ada", "2", "null"));
    }

    @Test
    void stream_reachesTheDatabaseUnread() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setObject(2, null);
            insert.setBinaryStream(3, new ByteArrayInputStream(new byte[3]), 3);
            insert.execute();
        }

        assertThat(parameters()).isEqualTo(Map.of("0", "1", "1", "null", "2", "InputStream[3]"));
        try (var rows = keeper.createStatement().executeQuery("SELECT length(picture) FROM users")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void failedStatement_hasThem() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, 1);
            insert.setString(2, "x".repeat(1_001));
            insert.setObject(3, null);
            assertThat(catchThrowable(insert::execute)).isInstanceOf(SQLException.class);
        }

        assertThat(spans.lastValue(DbAttributes.RESPONSE_STATUS_CODE)).isEqualTo("22001");
        assertThat(parameters().get("1")).hasSize(256).endsWith("x…");
    }

    @Test
    void limit_isTheBuilders() throws SQLException {
        select(on().queryParameterMaxLength(4), "canary");

        assertThat(parameters()).isEqualTo(Map.of("0", "can…"));
        assertThat(catchThrowable(() -> OrmTracing.builder().queryParameterMaxLength(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void batch_hasNone() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id = 1; id <= 2; id++) {
                add(insert, id);
            }
            insert.executeBatch();
        }

        assertThat(parameters()).isEmpty();
    }

    /** It is no batch: the conventions say so. */
    @Test
    void batchOfOne_hasThem() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id = 1; id <= 2; id++) {
                add(insert, id);
                insert.executeBatch();
                assertThat(parameters()).isEqualTo(Map.of("0", "" + id, "1", "canary", "2", "null"));
            }
        }
    }

    @Test
    void batchOfOne_hasNoneThatAreSetAfterwards() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            add(insert, 1);
            insert.setInt(1, 2);
            insert.executeBatch();
        }

        assertThat(parameters()).isEmpty();
    }

    private static void add(PreparedStatement insert, int id) throws SQLException {
        insert.setInt(1, id);
        insert.setString(2, "canary");
        insert.setNull(3, Types.BLOB);
        insert.addBatch();
    }

    @Test
    void clearParameters_forgetsThem() throws SQLException {
        try (Connection connection = connect(on());
                PreparedStatement select = connection.prepareStatement("SELECT * FROM users WHERE id = ?")) {
            select.setInt(1, 4711);
            select.executeQuery();
            select.executeQuery();
            assertThat(parameters()).isEqualTo(Map.of("0", "4711"));
            select.clearParameters();
            catchThrowable(select::executeQuery);
        }

        assertThat(parameters()).isEmpty();
    }

    @Test
    void mutableValue_isTheOneAtExecution() throws SQLException {
        Date date = Date.valueOf("2024-02-29");
        try (Connection connection = connect(on());
                PreparedStatement select = connection.prepareStatement("SELECT * FROM users WHERE born = ?")) {
            select.setDate(1, date);
            select.executeQuery();
        }

        assertThat(parameters()).isEqualTo(Map.of("0", "2024-02-29"));
    }

    @Test
    void manyParameters_leaveRoomForTheOtherAttributes() throws SQLException {
        String marks = ", ?".repeat(500).substring(2);
        try (Connection connection = connect(on());
                PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM users WHERE id IN (" + marks + ")")) {
            for (int i = 1; i <= 500; i++) {
                select.setInt(i, i);
            }
            select.executeQuery();
        }

        assertThat(parameters()).hasSize(StatementParameters.MAX_SHOWN);
        assertThat(spans.last().getTotalAttributeCount()).isLessThan(120);
    }

    @Test
    void procedure_hasThemByName() throws SQLException {
        StatementParameters parameters = new StatementParameters(
                OrmTracing.builder().recordQueryParameters(true).build().statements());
        parameters.set("name", "ada");
        parameters.set("age", 36);
        parameters.set(2, true);
        var span = OrmTracing.create(spans.sdk)
                .tracer()
                .startQuery(null, new DescribedStatement("call", null, Attributes.empty()));
        parameters.describe(span, null);
        span.end();

        assertThat(parameters()).isEqualTo(Map.of("name", "ada", "age", "36", "1", "true"));
    }

    @Test
    void callableStatement_isCapturedToo() throws SQLException {
        try (Connection connection = connect(on())) {
            connection.createStatement().execute("CREATE ALIAS twice AS 'int twice(int x) { return 2 * x; }'");
            try (CallableStatement call = connection.prepareCall("{call twice(?)}")) {
                call.setInt(1, 21);
                call.execute();
            }
        }

        assertThat(parameters()).isEqualTo(Map.of("0", "21"));
    }

    @Test
    void redactor_knowsTableColumnAndIndex() throws SQLException {
        try (Connection connection = connect(on().queryParameterRedactor(
                                p -> p.table() + "." + p.column() + "/" + p.key() + "=" + p.value()));
                PreparedStatement select =
                        connection.prepareStatement("SELECT * FROM users u WHERE u.name = ? AND id IN (?) LIMIT ?")) {
            select.setString(1, "ada");
            select.setInt(2, 1);
            select.setInt(3, 10);
            select.executeQuery();
        }

        assertThat(parameters()).isEqualTo(Map.of("0", "users.name/0=ada", "1", "users.id/1=1", "2", "null.null/2=10"));
    }

    @Test
    void hidingColumns_hidesThemAndWhatIsNotKnown() throws SQLException {
        try (Connection connection =
                        connect(on().queryParameterRedactor(QueryParameterRedactor.hidingColumns("Name", "email")));
                PreparedStatement select = connection.prepareStatement(
                        "SELECT * FROM users WHERE name = ? AND id = ? AND lower(name) = ?")) {
            select.setString(1, "canary");
            select.setInt(2, 1);
            select.setString(3, "canary");
            select.executeQuery();
        }

        assertThat(parameters()).isEqualTo(Map.of("1", "1"));
    }

    @Test
    void redactorThatFails_leavesTheValueOut() throws SQLException {
        long failures = Guard.failures();
        select(
                on().queryParameterRedactor(parameter -> {
                    throw new IllegalStateException("no");
                }),
                "canary");

        assertThat(Guard.failures()).isEqualTo(failures + 1);
        assertThat(spans.last().getAttributes().toString()).doesNotContain("canary");
    }

    @Test
    void redactedValue_isCutToo() throws SQLException {
        select(on().queryParameterMaxLength(4).queryParameterRedactor(parameter -> "*".repeat(10)), "canary");

        assertThat(parameters()).isEqualTo(Map.of("0", "***…"));
    }

    private void select(OrmTracing.Builder settings, String name) throws SQLException {
        try (Connection connection = connect(settings);
                PreparedStatement select = connection.prepareStatement("SELECT * FROM users WHERE name = ?")) {
            select.setString(1, name);
            select.executeQuery();
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        SpanData last = spans.last();
        last.getAttributes().forEach((key, value) -> {
            if (key.getKey().startsWith("db.query.parameter.")) {
                parameters.put(key.getKey().substring("db.query.parameter.".length()), value.toString());
            }
        });
        return parameters;
    }
}
