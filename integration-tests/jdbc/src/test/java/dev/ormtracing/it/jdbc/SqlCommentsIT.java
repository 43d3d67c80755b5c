package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Scope;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the server receives for what the application has written, by statements that select their own text. */
class SqlCommentsIT extends EveryDatabase {

    private static final String ROUTE = "/*route='%2Fusers'*/";

    /** Statements that end in every way; not all are valid everywhere. */
    private static final List<String> ENDINGS = List.of(
            "select 1",
            " select 1\n",
            "select 1;",
            "select 1 ;\n",
            "select 1 -- x",
            "select 1 -- x;",
            "select 1; -- x",
            "select 1 -- x\n;",
            "select 1 # x",
            "select 1 /* x */",
            "select 1 /* x */;",
            "/* x */ select 1",
            "select '-- x';",
            "select '/* x */'",
            "select {fn abs(-1)}",
            "select '?'",
            "select nothing from nowhere");

    private final OrmTracing tags = tracing(SqlComment.TAGS);
    private final OrmTracing traceparents = tracing(SqlComment.TRACEPARENT);

    private OrmTracing tracing(SqlComment comment) {
        return OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .sqlComment(comment)
                .build();
    }

    @Test
    void tags_arriveAtTheServer() throws SQLException {
        try (Connection connection = TracingDataSource.wrap(bare(), tags).getConnection();
                Scope scope = SqlTags.of("route", "/users").makeCurrent();
                Statement statement = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(itself())) {
            assertThat(text(statement.executeQuery(itself()))).isEqualTo(itself() + " " + ROUTE);
            assertThat(text(prepared.executeQuery())).isEqualTo(itself() + " " + ROUTE);
        }

        assertThat(recorder.traces().queries()).isNotEmpty();
        for (SpanTree query : recorder.traces().queries()) {
            assertThat((Object) query.attribute("db.query.text")).asString().doesNotContain("route");
        }
    }

    @Test
    void serverPreparedStatement_keepsTheCommentOfItsPreparation() throws SQLException {
        DataSource source = TracingDataSource.wrap(serverPreparing(), traceparents);
        try (Connection connection = source.getConnection();
                PreparedStatement prepared = connection.prepareStatement(itself())) {
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                texts.add(text(prepared.executeQuery()));
            }
            List<SpanTree> queries = recorder.traces().queries();
            assertThat(queries).hasSize(7);
            assertThat(texts).containsOnly(itself() + " /*traceparent='" + traceparent(queries.get(0)) + "'*/");
        }
    }

    @Test
    void cachedStatements_areReusedWithTagsOnly() throws SQLException {
        DataSource source = TracingDataSource.wrap(serverPreparing(), tags);
        try (Connection connection = source.getConnection();
                Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            for (int i = 0; i < 7; i++) {
                try (PreparedStatement prepared = connection.prepareStatement("select ? + 1")) {
                    prepared.setInt(1, i);
                    assertThat(text(prepared.executeQuery())).isEqualTo("" + (i + 1));
                }
            }
            assertThat(preparedByTheServer(connection)).isEqualTo(database == Database.H2 ? 0 : 1);
        }
    }

    @Test
    void traceparent_isThatOfTheStatementsOwnSpan() throws SQLException {
        try (Connection connection =
                        TracingDataSource.wrap(bare(), traceparents).getConnection();
                Statement statement = connection.createStatement()) {
            String text = text(statement.executeQuery(itself()));

            assertThat(text)
                    .isEqualTo(itself() + " /*traceparent='"
                            + traceparent(recorder.traces().queries().get(0)) + "'*/");
        }
    }

    @Test
    void statementThatIsNeverExecuted_isAPrepare() throws SQLException {
        try (Connection connection =
                TracingDataSource.wrap(bare(), traceparents).getConnection()) {
            connection.prepareStatement("select 1").close();
        }

        expect("""
                connect
                prepare CLIENT select
                """);
    }

    @Test
    void statements_meanWhatTheyMeant() throws SQLException {
        for (String sql : ENDINGS) {
            String expected = outcomes(bare(), sql);
            for (OrmTracing tracing : List.of(tags, traceparents)) {
                try (Scope scope = SqlTags.of("evil '", "*/ ; drop table x -- ? :y {z} \\' \n%")
                        .makeCurrent()) {
                    assertThat(outcomes(TracingDataSource.wrap(bare(), tracing), sql))
                            .as(sql)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void hint_isStillOne() throws SQLException {
        String sql = "select /*+ SET_VAR(sort_buffer_size = 262144) */ @@sort_buffer_size";
        String expected = outcomes(bare(), sql);

        assertThat(outcomes(TracingDataSource.wrap(bare(), traceparents), sql)).isEqualTo(expected);
        if (database == Database.MYSQL) {
            assertThat(expected).contains("262144");
        }
    }

    /** Their counts tell whether the driver has rewritten them. */
    @Test
    void batches_insertTheSame_alsoWhereTheDriverRewritesThem() throws SQLException {
        given("create table items (id int primary key, name varchar(50))");
        try {
            for (String end : List.of("'a')", "'it''s -- ' )", "'a'); ", "'-- b');", "'c') -- x")) {
                for (DataSource source : List.of(bare(), rewriting(), serverPreparing())) {
                    String expected = insert(source, end);
                    assertThat(insert(TracingDataSource.wrap(source, tags), end))
                            .isEqualTo(expected);
                    assertThat(insert(TracingDataSource.wrap(source, traceparents), end))
                            .isEqualTo(expected);
                }
            }
        } finally {
            given("drop table items");
        }
    }

    @Test
    void generatedKeys_comeBack() throws SQLException {
        given("create table items (id " + identity() + ", name varchar(50))");
        try (Connection connection =
                        TracingDataSource.wrap(bare(), traceparents).getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into items (name) values (?);", Statement.RETURN_GENERATED_KEYS)) {
            insert.setString(1, "first");
            assertThat(insert.executeUpdate()).isEqualTo(1);
            assertThat(text(insert.getGeneratedKeys())).isEqualTo("1");
        } finally {
            given("drop table items");
        }
    }

    @Test
    void calls_areStillCalls() throws SQLException {
        if (database == Database.H2) {
            given("create alias doubled for 'java.lang.Math.negateExact(int)'");
        } else if (database.isMySqlLike()) {
            given("create procedure doubled(in a int) select -a");
        } else {
            given("create procedure doubled(inout a int) language sql as 'select -a'");
        }
        try {
            for (String sql :
                    List.of("{call doubled(?)}", "call doubled(?)", "{call doubled(?)};", "call doubled(?);")) {
                String expected = called(bare(), sql);
                assertThat(called(TracingDataSource.wrap(bare(), tags), sql))
                        .as(sql)
                        .isEqualTo(expected);
                assertThat(called(TracingDataSource.wrap(bare(), traceparents), sql))
                        .as(sql)
                        .isEqualTo(expected);
            }
        } finally {
            given(database == Database.H2 ? "drop alias doubled" : "drop procedure doubled");
        }
    }

    /** What the statement that runs looks like to the server. */
    private String itself() {
        return switch (database) {
            case H2 -> "select executing_statement from information_schema.sessions where session_id = session_id()";
            case POSTGRESQL -> "select current_query()";
            case MARIADB, MYSQL -> "select info from information_schema.processlist where id = connection_id()";
        };
    }

    private String identity() {
        return switch (database) {
            case H2, POSTGRESQL -> "int generated always as identity primary key";
            case MARIADB, MYSQL -> "int auto_increment primary key";
        };
    }

    /** Of a connection that has cached what it has prepared. */
    private int preparedByTheServer(Connection connection) throws SQLException {
        String sql = switch (database) {
            case H2 -> "select 0";
            case POSTGRESQL -> "select count(*) from pg_prepared_statements where statement like 'select $1 +%'";
            case MARIADB, MYSQL -> "show session status like 'Com_stmt_prepare'";
        };
        try (Statement statement = connection.unwrap(database.connectionType()).createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(database.isMySqlLike() ? 2 : 1);
        }
    }

    private static String text(ResultSet rows) throws SQLException {
        try (rows) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    /** Prepared and not: the value, or the failure. */
    private static String outcomes(DataSource source, String sql) throws SQLException {
        List<String> outcomes = new ArrayList<>();
        try (Connection connection = source.getConnection()) {
            try (Statement statement = connection.createStatement()) {
                outcomes.add(text(statement.executeQuery(sql)));
            } catch (SQLException failure) {
                outcomes.add(failure.getSQLState() + " " + failure.getErrorCode());
            }
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                outcomes.add(text(statement.executeQuery()));
            } catch (SQLException failure) {
                outcomes.add(failure.getSQLState() + " " + failure.getErrorCode());
            }
        }
        return outcomes.toString();
    }

    private static String insert(DataSource source, String end) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                Scope scope = SqlTags.of("route", "/users").makeCurrent()) {
            String counts = insert(connection, "insert into items (id, name) values (?, " + end);
            String rows = text(statement.executeQuery("select concat(count(*), ' ', min(name)) from items"));
            statement.addBatch("delete from items where id < 5");
            statement.addBatch("delete from items;");
            return counts + rows + Arrays.toString(statement.executeBatch());
        }
    }

    private static String insert(Connection connection, String sql) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int id = 0; id < 5; id++) {
                insert.setInt(1, id);
                insert.addBatch();
            }
            String counts = Arrays.toString(insert.executeBatch());
            insert.setInt(1, 10);
            insert.addBatch();
            return counts + Arrays.toString(insert.executeBatch());
        }
    }

    private static String called(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                CallableStatement call = connection.prepareCall(sql)) {
            call.setInt(1, 21);
            boolean rows = call.execute();
            return rows ? text(call.getResultSet()) : "no rows";
        } catch (SQLException failure) {
            return failure.getSQLState() + " " + failure.getErrorCode();
        }
    }

    private static String traceparent(SpanTree query) {
        SpanContext span = query.span().getSpanContext();
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                + span.getTraceFlags().asHex();
    }

    private DataSource serverPreparing() {
        return with("&useServerPrepStmts=true&cachePrepStmts=true", "&prepareThreshold=1");
    }

    private DataSource rewriting() {
        return with("&rewriteBatchedStatements=true", "&reWriteBatchedInserts=true");
    }

    /** H2's database is that of the pool, which knows its user. */
    private DataSource with(String ofConnectorJ, String ofPostgres) {
        return database == Database.H2
                ? bare()
                : new DriverManagerDataSource(
                        bare().getJdbcUrl() + (database.isMySqlLike() ? ofConnectorJ : ofPostgres));
    }
}
