package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connector/J makes a span of its own for each statement when an SDK is registered: with ours there is still one a
 * statement.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ormtracing.it.servers.Database#mySqlLike")
class ConnectorJSpansIT extends DatabaseTest {

    private static final String TWELVE_STATEMENTS = """
            db_query CLIENT select book
            db_query CLIENT select book
            db_query CLIENT select book
            db_query CLIENT insert book
            db_query CLIENT BATCH insert book
            db_query CLIENT BATCH
            db_query CLIENT call several
            db_query CLIENT SAVEPOINT
            db_query CLIENT ROLLBACK TO SAVEPOINT
            db_query CLIENT select nowhere ERROR 1146
            db_query CLIENT COMMIT
            db_query CLIENT ROLLBACK
            """;

    @BeforeEach
    void registerTheSdk() throws SQLException {
        given(
                "create table book (id int primary key auto_increment, title varchar(50))",
                "create procedure several() begin select 1 as a; select 2 as b; end");
        recorder.registerGlobally();
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop procedure several", "drop table book");
    }

    @Test
    void bare_theDriverMakesSpans() throws SQLException {
        try (HikariDataSource pool = database.newPool(1, 5_000)) {
            runTwelveStatements(pool);
        }

        assertThat(clientSpans()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(recorder.traces().queries()).isEmpty();
    }

    @Test
    void wrappedOutsideThePool() throws SQLException {
        try (HikariDataSource pool = database.newPool(1, 5_000)) {
            runTwelveStatements(TracingDataSource.wrap(pool, tracing));
        }

        assertOneSpanAStatement();
    }

    @Test
    void wrappedInsideThePool() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(TracingDataSource.wrap(driver(), tracing));
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            runTwelveStatements(pool);
        }

        assertOneSpanAStatement();
    }

    @Test
    void wrappedInsideAndOutsideThePool() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setDataSource(TracingDataSource.wrap(driver(), tracing));
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            runTwelveStatements(TracingDataSource.wrap(pool, tracing));
        }

        assertOneSpanAStatement();
    }

    @Test
    void withoutAPool() throws SQLException {
        runTwelveStatements(TracingDataSource.wrap(driver(), tracing));

        assertOneSpanAStatement();
    }

    @Test
    void byTheUrl() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.url().replaceFirst("^jdbc:", "jdbc:ormtracing:"))) {
            runTwelveStatements(connection);
        }

        assertOneSpanAStatement();
    }

    @Test
    void byTheUrlInAPool() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(database.url().replaceFirst("^jdbc:", "jdbc:ormtracing:"));
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            runTwelveStatements(pool);
        }

        assertOneSpanAStatement();
    }

    @Test
    void serverSidePreparedStatements() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(database.url() + "&useServerPrepStmts=true&cachePrepStmts=true");
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            runTwelveStatements(TracingDataSource.wrap(pool, tracing));
        }

        assertOneSpanAStatement();
    }

    private void assertOneSpanAStatement() {
        // What the driver says by itself between two statements, to stream and to switch auto-commit, stays visible.
        assertThat(clientSpans().stream().map(Object::toString).filter(line -> !line.startsWith("Set variable")))
                .containsExactlyElementsOf(TWELVE_STATEMENTS.lines().toList());
    }

    private void runTwelveStatements(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            runTwelveStatements(connection);
        }
    }

    private void runTwelveStatements(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        recorder.traces().clear();
        read(connection);
        write(connection);
        try (CallableStatement call = connection.prepareCall("{call several()}")) {
            call.execute();
            assertThat(call.getMoreResults()).isTrue();
        }
        Savepoint savepoint = connection.setSavepoint();
        connection.rollback(savepoint);
        assertThat(catchThrowable(() ->
                        connection.prepareStatement("select * from nowhere").executeQuery()))
                .isInstanceOf(SQLException.class);
        connection.commit();
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private static void read(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select * from book where id = ?");
                PreparedStatement streaming = connection.prepareStatement("select * from book")) {
            Rows.of(select.executeQuery("select * from book"));
            prepared.setInt(1, 1);
            Rows.of(prepared.executeQuery());
            streaming.setFetchSize(Integer.MIN_VALUE);
            Rows.of(streaming.executeQuery());
        }
    }

    private static void write(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                        "insert into book (title) values (?)", Statement.RETURN_GENERATED_KEYS);
                Statement mixed = connection.createStatement()) {
            insert.setString(1, "one");
            insert.executeUpdate();
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(keys.next()).isTrue();
            }
            for (String title : List.of("two", "three")) {
                insert.setString(1, title);
                insert.addBatch();
            }
            insert.executeBatch();
            mixed.addBatch("update book set title = 'four'");
            mixed.addBatch("delete from book");
            mixed.executeBatch();
        }
    }

    private DataSource driver() {
        var driver = new com.mysql.cj.jdbc.MysqlDataSource();
        driver.setUrl(database.url());
        return driver;
    }
}
