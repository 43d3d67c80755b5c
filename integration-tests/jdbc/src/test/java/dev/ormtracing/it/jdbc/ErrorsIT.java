package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.testing.SpanTree;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Failures of real drivers: the same exception, its code on the span, and nothing of its message. */
class ErrorsIT extends EveryDatabase {

    @BeforeEach
    void createTable() throws SQLException {
        given("create table book (id int primary key, title varchar(50))", "insert into book values (1, 'secret')");
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop table book");
    }

    @Test
    void duplicateKey_isTheDriversFailure() throws Exception {
        sameFailure(connection -> update(connection, "insert into book values (1, 'secret')"));
    }

    @Test
    void duplicateKeyOfAPreparedStatement_isTheDriversFailure() throws Exception {
        sameFailure(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into book values (?, ?)")) {
                insert.setInt(1, 1);
                insert.setString(2, "secret");
                insert.executeUpdate();
            }
        });
    }

    @Test
    void syntaxError_isTheDriversFailure() throws Exception {
        sameFailure(connection -> update(connection, "selec 'secret'"));
    }

    @Test
    void syntaxErrorOfAPreparedStatement_isTheDriversFailure() throws Exception {
        sameFailure(connection -> connection.prepareStatement("selec ?").executeQuery());
    }

    @Test
    void valueTooLong_isTheDriversFailure() throws Exception {
        sameFailure(connection -> update(connection, "insert into book values (2, '" + "secret".repeat(10) + "')"));
    }

    @Test
    void timeout_isTheDriversFailure() throws Exception {
        sameFailure(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                statement.executeQuery(database.endlessQuery());
            }
        });
    }

    @Test
    void lockTimeout_isTheDriversFailure() throws Exception {
        try (Connection holder = bare().getConnection()) {
            holder.setAutoCommit(false);
            update(holder, "update book set title = 'held' where id = 1");
            sameFailure(connection -> {
                update(connection, lockTimeout());
                recorder.traces().clear();
                try {
                    update(connection, "update book set title = 'secret' where id = 1");
                } finally {
                    // The pool keeps the connection, and the next test would be as impatient.
                    update(connection, usualLockTimeout());
                }
            });
            holder.rollback();
            holder.setAutoCommit(true);
        }
    }

    @Test
    void batchWithAFailure_hasTheSameCounts() throws Exception {
        Throwable failure = sameFailure(connection -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into book values (?, ?)")) {
                for (int id : new int[] {2, 1, 3}) {
                    insert.setInt(1, id);
                    insert.setString(2, "secret");
                    insert.addBatch();
                }
                insert.executeBatch();
            } finally {
                given("delete from book where id > 1");
            }
        });

        assertThat(failure).isInstanceOf(BatchUpdateException.class);
    }

    @Test
    void cancelFromAnotherThread_endsTheSpan() throws Exception {
        // Which exception depends on who is faster in Connector/J, hence no comparison.
        Throwable failure = failure(traced(), connection -> {
            try (Statement statement = connection.createStatement()) {
                CountDownLatch over = new CountDownLatch(1);
                CompletableFuture<Void> cancelling = CompletableFuture.runAsync(() -> cancelUntil(over, statement));
                try {
                    statement.executeQuery(database.endlessQuery());
                } finally {
                    over.countDown();
                    cancelling.join();
                }
            }
        });

        assertSpanTells(failure);
    }

    private static void cancelUntil(CountDownLatch over, Statement statement) {
        try {
            // Again and again: the first may come before the server has the statement.
            while (!over.await(100, TimeUnit.MILLISECONDS)) {
                statement.cancel();
            }
        } catch (InterruptedException | SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Expects one failure on a bare and on a traced connection, and on the span by the conventions. */
    private Throwable sameFailure(Step step) throws Exception {
        Throwable expected = failure(bare(), step);
        recorder.traces().clear();
        Throwable actual = failure(traced(), step);

        assertThat(Failure.chain(actual)).isEqualTo(Failure.chain(expected));
        assertThat(counts(actual)).isEqualTo(counts(expected));
        assertSpanTells(actual);
        return actual;
    }

    private void assertSpanTells(Throwable actual) {
        SpanTree failed = clientSpans().stream()
                .filter(SpanTree::isError)
                .reduce((first, last) -> last)
                .orElseThrow();
        String code = code((SQLException) actual);
        assertThat(failed.attribute("db.response.status_code")).isEqualTo(code);
        assertThat(failed.attribute("error.type"))
                .isEqualTo(code == null ? actual.getClass().getName() : code);
        assertThat(recorder.traces().stream().map(tree -> tree.span().toString()))
                .noneMatch(text -> text.contains("secret"))
                .noneMatch(text -> text.contains(firstLine(actual)));
    }

    private static Throwable failure(DataSource dataSource, Step step) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Throwable failure = catchThrowable(() -> step.run(connection));
            assertThat(failure).isInstanceOf(SQLException.class);
            return failure;
        }
    }

    /** By the conventions the vendor's number with MySQL, which its driver has none of for what it finds by itself. */
    private @Nullable String code(SQLException failure) {
        boolean vendor = database.isMySqlLike() && failure.getErrorCode() != 0;
        return vendor ? String.valueOf(failure.getErrorCode()) : failure.getSQLState();
    }

    private static String firstLine(Throwable failure) {
        return failure.getMessage().lines().findFirst().orElseThrow();
    }

    private static List<Integer> counts(Throwable failure) {
        return failure instanceof BatchUpdateException batch
                ? Arrays.stream(batch.getUpdateCounts()).boxed().toList()
                : List.of();
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String lockTimeout() {
        return switch (database) {
            case H2 -> "set lock_timeout 50";
            case POSTGRESQL -> "set lock_timeout = 50";
            case MARIADB, MYSQL -> "set innodb_lock_wait_timeout = 1";
        };
    }

    private String usualLockTimeout() {
        return switch (database) {
            case H2 -> "set lock_timeout 60000";
            case POSTGRESQL -> "reset lock_timeout";
            case MARIADB, MYSQL -> "set innodb_lock_wait_timeout = default";
        };
    }

    @FunctionalInterface
    private interface Step {
        void run(Connection connection) throws Exception;
    }
}
