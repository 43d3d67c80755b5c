package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wrapped DataSource without Hibernate above it. */
class JdbcOnlyIT extends EveryDatabase {

    @BeforeEach
    void createTable() throws SQLException {
        given("create table users (id int primary key, email varchar(50), name varchar(50))");
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop table users");
    }

    @Test
    void select_isAStatementBelowTheCurrentSpan() throws SQLException {
        given("insert into users values (1, 'ada@example.org', 'Ada')");

        try (Connection connection = traced().getConnection();
                PreparedStatement select = connection.prepareStatement("select email from users where email = ?")) {
            select.setString(1, "ada@example.org");
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("ada@example.org");
                assertThat(rows.getStatement()).isSameAs(select);
                assertThat(select.getConnection()).isSameAs(connection);
            }
        }

        expect("""
                connect
                db_query CLIENT select users
                """);
    }

    @Test
    void literals_ofUnpreparedTextAreReplaced() throws SQLException {
        try (Connection connection = traced().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update users set name = 'secret' where id = 4711");
        }

        assertThat(recorder.traces().queries().get(0).attribute("db.query.text"))
                .isEqualTo("update users set name = ? where id = ?");
        recorder.traces().clear();
    }

    @Test
    void batchInATransaction_isOneStatementWithItsSize() throws SQLException {
        Span caller =
                recorder.openTelemetry().getTracer("test").spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent();
                Connection connection = traced().getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement("update users set name = ? where email = ?")) {
                for (String name : new String[] {"one", "two", "three"}) {
                    update.setString(1, name);
                    update.setString(2, name);
                    update.addBatch();
                }
                assertThat(update.executeBatch()).hasSize(3);
            }
            connection.commit();
            connection.setAutoCommit(true);
        } finally {
            caller.end();
        }

        expect(TreeFormat.standard().withAttributes("db.operation.batch.size"), """
                caller
                  connect
                  start_transaction
                  db_query CLIENT BATCH update users db.operation.batch.size=3
                  db_query CLIENT COMMIT
                """);
    }

    @Test
    void failure_isTheDriversOwn() throws SQLException {
        try (Connection connection = traced().getConnection()) {
            assertThatThrownBy(() -> {
                        try (PreparedStatement select = connection.prepareStatement("select * from nowhere")) {
                            select.executeQuery();
                        }
                    })
                    .isInstanceOf(SQLException.class);
        }

        // The number of the vendor with MySQL's protocol, SQLSTATE with the others.
        String code = database == Database.H2 ? "42S02" : database.isMySqlLike() ? "1146" : "42P01";
        expect("""
                connect
                db_query CLIENT select nowhere ERROR %s
                """.formatted(code));
    }

    @Test
    void wrappedTwice_isOneSpanAStatement() throws SQLException {
        DataSource twice = TracingDataSource.wrap(traced(), tracing);

        try (Connection connection = twice.getConnection();
                PreparedStatement select = connection.prepareStatement("select count(*) from users")) {
            select.executeQuery().close();
        }

        expect("""
                connect
                db_query CLIENT select users
                """);
    }
}
