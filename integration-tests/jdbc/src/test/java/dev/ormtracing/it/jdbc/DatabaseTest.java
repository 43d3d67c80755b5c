package dev.ormtracing.it.jdbc;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.SpanKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;

/**
 * A test with a database's pool as it is and as it is traced. After each test, no span, no scope and no connection may be
 * open.
 */
abstract class DatabaseTest {

    @Parameter
    Database database;

    final TraceRecorder recorder = TraceRecorder.builder().build();

    final OrmTracing tracing = OrmTracing.create(recorder.openTelemetry());

    @AfterEach
    final void nothingIsOpen() {
        try (recorder) {
            recorder.check();
        }
        assertThat(bare().getHikariPoolMXBean().getActiveConnections())
                .as("connections not given back")
                .isZero();
    }

    final HikariDataSource bare() {
        return database.pool();
    }

    final DataSource traced() {
        return TracingDataSource.wrap(bare(), tracing);
    }

    /**
     * Does the work on the pool as it is, and as it is traced. The results must be equal, and whatever was executed must be
     * one CLIENT span.
     *
     * @return the result
     */
    final <T> T sameAsBare(Work<T> work) throws Exception {
        T expected = work.on(bare());
        StatementCounter counter = new StatementCounter();
        T result = work.on(TracingDataSource.wrap(counter.over(bare()), tracing));
        assertThat(result).isEqualTo(expected);
        assertThat(clientSpans())
                .as("CLIENT spans of %s:%n%s", counter.calls(), recorder.traces())
                .hasSize(counter.calls().size());
        return result;
    }

    /** The spans of this kind, whoever made them. */
    final List<SpanTree> clientSpans() {
        return recorder.traces().stream()
                .filter(tree -> tree.span().getKind() == SpanKind.CLIENT)
                .toList();
    }

    /** What an application does with a DataSource, and what it sees. */
    @FunctionalInterface
    interface Work<T> {
        T on(DataSource dataSource) throws Exception;
    }

    /** Runs these on a connection that is not traced. */
    final void given(String... statements) throws SQLException {
        try (Connection connection = bare().getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The trees until now are these. Forgets them, so that a test can go on. */
    final void expect(String trees) {
        expect(TreeFormat.standard(), trees);
    }

    /** The trees until now are these in that form. Forgets them. */
    final void expect(TreeFormat format, String trees) {
        assertThatTraces(recorder.traces()).inFormat(format).matchesTree(trees);
        recorder.traces().clear();
    }
}
