package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Results that the application never closes: it drops them, or gives the connection back to the pool. */
class OpenCursorsIT extends EveryDatabase {

    private static final String SELECT = "select id from book order by id";

    @BeforeEach
    void createTable() throws SQLException {
        given("create table book (id int primary key)");
        for (int id = 0; id < 30; id++) {
            given("insert into book values (" + id + ")");
        }
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop table book");
    }

    @Test
    void cursorLeftInTheMiddle_hasEnded() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            connection.setAutoCommit(false);
            assertThat(firstOf(cursor(connection, ResultSet.TYPE_FORWARD_ONLY))).isZero();
        }

        assertThat(recorder.openSpans()).isEmpty();
        assertThat(recorder.traces().queries())
                .extracting(query -> query.attribute("db.query.summary"))
                .contains("select book");
    }

    @Test
    void nextBorrower_findsAnUsableConnection() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            connection.setAutoCommit(false);
            firstOf(cursor(connection, ResultSet.TYPE_FORWARD_ONLY));
        }
        try (Connection connection = traced().getConnection()) {
            assertThat(Rows.of(connection, SELECT)).hasSize(30);
        }
    }

    @Test
    void scrollLeftOpen_hasEnded() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            ResultSet rows = connection
                    .prepareStatement(SELECT, ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)
                    .executeQuery();
            assertThat(rows.last()).isTrue();
            assertThat(rows.getRow()).isEqualTo(30);
        }

        expect("""
                connect
                db_query CLIENT select book
                """);
    }

    @Test
    void closeOnCompletion_closesTheStatementAsTheDriverDoes() throws Exception {
        sameAsBare(dataSource -> {
            try (Connection connection = dataSource.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.closeOnCompletion();
                statement.executeQuery(SELECT).close();
                return statement.isClosed();
            }
        });
    }

    @Test
    void statementClosedBeforeItsResult_closesThatAsTheDriverDoes() throws Exception {
        sameAsBare(dataSource -> {
            try (Connection connection = dataSource.getConnection()) {
                PreparedStatement select = connection.prepareStatement(SELECT);
                ResultSet rows = select.executeQuery();
                select.close();
                return rows.isClosed();
            }
        });
    }

    private ResultSet cursor(Connection connection, int type) throws SQLException {
        PreparedStatement select = connection.prepareStatement(SELECT, type, ResultSet.CONCUR_READ_ONLY);
        select.setFetchSize(database.isMySqlLike() ? Integer.MIN_VALUE : 10);
        return select.executeQuery();
    }

    private static int firstOf(ResultSet rows) throws SQLException {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
    }
}
