package dev.ormtracing.it.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TreeFormat;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Batches, as each driver sends them by default and as it rewrites them into few statements. */
class BatchIT extends EveryDatabase {

    private static final String INSERT = "insert into items (id, name) values (?, ?)";

    @BeforeEach
    void createTable() throws SQLException {
        given("create table items (id int primary key, name varchar(50))");
    }

    @AfterEach
    void dropTable() throws SQLException {
        given("drop table items");
    }

    @Test
    void batch_isOneSpanWithTheDriversCounts() throws SQLException {
        assertSameCounts(bare(), traced(), 1, 2, 3, 4);

        expectBatch("");
    }

    @Test
    void rewrittenBatch_isOneSpanWithTheDriversCounts() throws SQLException {
        DataSource rewriting = rewriting();

        assertSameCounts(rewriting, TracingDataSource.wrap(rewriting, tracing), 1, 2, 3, 4);

        expectBatch("");
    }

    @Test
    void batchThatFailsInTheMiddle_throwsTheDriversCounts() throws SQLException {
        assertSameCounts(bare(), traced(), 1, 2, 2, 3);

        expectBatch(" ERROR " + duplicateKey());
    }

    @Test
    void rewrittenBatchThatFailsInTheMiddle_throwsTheDriversCounts() throws SQLException {
        DataSource rewriting = rewriting();

        assertSameCounts(rewriting, TracingDataSource.wrap(rewriting, tracing), 1, 2, 2, 3);

        expectBatch(" ERROR " + duplicateKey());
    }

    @Test
    void batchOfOne_isAStatement() throws SQLException {
        insert(traced(), 1);

        expect(TreeFormat.standard().withAttributes("db.operation.batch.size"), """
                connect
                db_query CLIENT insert items
                """);
    }

    @Test
    void mixedBatch_isOneSpan() throws SQLException {
        try (Connection connection = traced().getConnection();
                Statement statement = connection.createStatement()) {
            statement.addBatch("insert into items values (1, 'one')");
            statement.addBatch("update items set name = 'two'");
            statement.addBatch("delete from items");
            assertThat(statement.executeBatch()).containsExactly(1, 1, 1);
        }

        assertThat(recorder.traces().queries().get(0).<String>attribute("db.query.text"))
                .isEqualTo("insert into items values (?, ?); update items set name = ?; delete from items");
        expect(TreeFormat.standard().withAttributes("db.operation.batch.size"), """
                connect
                db_query CLIENT BATCH db.operation.batch.size=3
                """);
    }

    private void assertSameCounts(DataSource bare, DataSource traced, int... ids) throws SQLException {
        String expected = insert(bare, ids);
        given("delete from items");
        assertThat(insert(traced, ids)).isEqualTo(expected);
    }

    /** The counts that the driver returns or throws, and the rows that are there afterwards. */
    private static String insert(DataSource dataSource, int... ids) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (int id : ids) {
                insert.setInt(1, id);
                insert.setString(2, "item");
                insert.addBatch();
            }
            try {
                return Arrays.toString(insert.executeBatch());
            } catch (BatchUpdateException failure) {
                return failure.getSQLState() + Arrays.toString(failure.getUpdateCounts());
            }
        }
    }

    private void expectBatch(String outcome) {
        expect(TreeFormat.standard().withAttributes("db.operation.batch.size"), """
                connect
                db_query CLIENT BATCH insert items db.operation.batch.size=4%s
                """.formatted(outcome));
    }

    private String duplicateKey() {
        return database.isMySqlLike() ? "1062" : "23505";
    }

    /** H2 has nothing to rewrite. */
    private DataSource rewriting() {
        String option = database == Database.H2
                ? ""
                : database.isMySqlLike() ? "&rewriteBatchedStatements=true" : "&reWriteBatchedInserts=true";
        // H2's database is that of the pool, which knows its user.
        return option.isEmpty() ? bare() : new DriverManagerDataSource(database.url() + option);
    }
}
