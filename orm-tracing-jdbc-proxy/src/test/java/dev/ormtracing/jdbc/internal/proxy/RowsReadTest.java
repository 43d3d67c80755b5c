package dev.ormtracing.jdbc.internal.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.RecordedSpans;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows that an operation reads are told to it. */
class RowsReadTest {

    private static final String THREE_ROWS = "SELECT x FROM system_range(1, 3)";
    private static final AttributeKey<Long> ROWS_READ = AttributeKey.longKey("orm.rows.read");

    private final RecordedSpans spans = new RecordedSpans();
    private OrmTracing tracing = spans.tracing;
    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = TracingDataSource.wrap(TracedStatementsTest.h2(), tracing).getConnection();
        spans.clear();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(spans.isQuiet()).isTrue();
    }

    @Test
    void rowsReadToTheEnd_areTold() throws SQLException {
        assertThat(rowsOf(() -> readAll(query(THREE_ROWS)))).isEqualTo(3);
    }

    @Test
    void rowsUntilTheResultSetIsClosed_areTold() throws SQLException {
        assertThat(rowsOf(() -> {
                    try (ResultSet rows = query(THREE_ROWS)) {
                        rows.next();
                    }
                }))
                .isEqualTo(1);
    }

    @Test
    void severalStatements_addUp() throws SQLException {
        assertThat(rowsOf(() -> {
                    readAll(query(THREE_ROWS));
                    readAll(query(THREE_ROWS));
                }))
                .isEqualTo(6);
    }

    @Test
    void countedRows_areToldToo() throws SQLException {
        tracing = OrmTracing.builder()
                .openTelemetry(spans.sdk)
                .recordReturnedRows(true)
                .build();
        connection.close();
        open();

        assertThat(rowsOf(() -> readAll(query(THREE_ROWS)))).isEqualTo(3);
    }

    @Test
    void emptyResult_isNoRow() throws SQLException {
        assertThat(rowsOf(() -> readAll(query("SELECT 1 WHERE 1 = 0")))).isNull();
    }

    @Test
    void generatedKeys_areNoRows() throws SQLException {
        connection.createStatement().execute("CREATE TEMPORARY TABLE t (id INT GENERATED ALWAYS AS IDENTITY, x INT)");
        assertThat(rowsOf(() -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate("INSERT INTO t (x) VALUES (1)", Statement.RETURN_GENERATED_KEYS);
                        readAll(statement.getGeneratedKeys());
                    }
                }))
                .isNull();
    }

    @Test
    void metaData_areNoRows() throws SQLException {
        assertThat(rowsOf(() -> readAll(connection.getMetaData().getTableTypes())))
                .isNull();
    }

    @Test
    void rowsOutsideOfOperations_areNobodys() throws SQLException {
        readAll(query(THREE_ROWS));

        assertThat(spans.last().getAttributes().get(ROWS_READ)).isNull();
    }

    private interface Work {
        void run() throws SQLException;
    }

    private @Nullable Long rowsOf(Work work) throws SQLException {
        Frame operation = tracing.tracer().startOperation("session", OperationMethod.named("doWork"), null, null);
        try {
            work.run();
        } finally {
            operation.end();
        }
        SpanData last = spans.last();
        assertThat(last.getName()).isEqualTo("orm:client:operation");
        return last.getAttributes().get(ROWS_READ);
    }

    private ResultSet query(String sql) throws SQLException {
        return connection.createStatement().executeQuery(sql);
    }

    private static void readAll(ResultSet rows) throws SQLException {
        while (rows.next()) {
            assertThat(rows.getObject(1)).isNotNull();
        }
    }
}
