package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way back from whatever was handed out leads to the very object that was handed out. */
class IdentityIT extends EveryDatabase {

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        given("create table book (id " + Sql.identity(database) + ", title varchar(50))");
        connection = traced().getConnection();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        given("drop table book");
    }

    @Test
    void statements_knowTheirConnection() throws SQLException {
        try (Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select 1");
                PreparedStatement scrolling = connection.prepareStatement(
                        "select 1", ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            assertThat(plain.getConnection()).isSameAs(connection);
            assertThat(prepared.getConnection()).isSameAs(connection);
            assertThat(scrolling.getConnection()).isSameAs(connection);
        }
    }

    @Test
    void results_knowTheirStatement() throws SQLException {
        try (Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement("select 1")) {
            assertThat(plain.executeQuery("select 1").getStatement()).isSameAs(plain);
            assertThat(plain.execute("select 1")).isTrue();
            assertThat(plain.getResultSet().getStatement()).isSameAs(plain);
            assertThat(prepared.executeQuery().getStatement()).isSameAs(prepared);
            assertThat(prepared.execute()).isTrue();
            assertThat(prepared.getResultSet().getStatement()).isSameAs(prepared);
            assertThat(prepared.getResultSet()).isSameAs(prepared.getResultSet());
        }
    }

    @Test
    void generatedKeys_knowTheirStatement() throws SQLException {
        try (Statement plain = connection.createStatement();
                PreparedStatement prepared = connection.prepareStatement(
                        "insert into book (title) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            plain.executeUpdate("insert into book (title) values ('a')", Statement.RETURN_GENERATED_KEYS);
            prepared.setString(1, "b");
            prepared.executeUpdate();

            try (ResultSet keys = plain.getGeneratedKeys();
                    ResultSet others = prepared.getGeneratedKeys()) {
                assertThat(keys.getStatement()).isSameAs(plain);
                assertThat(others.getStatement()).isSameAs(prepared);
                assertThat(keys.next() && others.next()).isTrue();
            }
        }
    }

    @Test
    void metaData_knowsItsConnection() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(metaData.getConnection()).isSameAs(connection);
        try (ResultSet tables = metaData.getTables(null, null, "%", null)) {
            Statement behind = tables.getStatement();
            // Null by JDBC, or a statement of the driver's.
            if (behind != null) {
                assertThat(behind.getConnection()).isSameAs(connection);
            }
            assertThat(tables.next()).isTrue();
        }
    }

    @Test
    void unwrap_reachesTheDriversTypes() throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement("select 1");
                ResultSet rows = prepared.executeQuery()) {
            assertDriverBelow(connection, database.connectionType());
            assertDriverBelow(prepared, driverType("Statement"));
            assertDriverBelow(rows, driverType("ResultSet"));
            assertThat(connection.isWrapperFor(connection.getClass())).isTrue();
            assertThat(connection.unwrap(connection.getClass())).isSameAs(connection);
            assertThat(prepared.unwrap(PreparedStatement.class)).isSameAs(prepared);
            assertThat(rows.unwrap(ResultSet.class)).isSameAs(rows);
        }
    }

    private void assertDriverBelow(java.sql.Wrapper wrapper, Class<?> type) throws SQLException {
        assertThat(wrapper.isWrapperFor(type)).isTrue();
        assertThat(wrapper.unwrap(type)).isInstanceOf(type).isNotSameAs(wrapper);
    }

    private Class<?> driverType(String suffix) {
        boolean statement = suffix.equals("Statement");
        return switch (database) {
            case H2 -> statement ? org.h2.jdbc.JdbcStatement.class : org.h2.jdbc.JdbcResultSet.class;
            case POSTGRESQL -> statement ? org.postgresql.PGStatement.class : org.postgresql.jdbc.PgResultSet.class;
            case MARIADB, MYSQL ->
                statement
                        ? com.mysql.cj.jdbc.JdbcStatement.class
                        : com.mysql.cj.jdbc.result.ResultSetInternalMethods.class;
        };
    }
}
