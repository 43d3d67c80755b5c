package dev.ormtracing.it.jdbc;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceInvariants;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the tests of a class on each database, with the pool as it is and as it is traced. After each test, no span, no
 * scope and no connection may be open.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.ormtracing.it.servers.Database#all")
abstract class EveryDatabase {

    /** A busy machine may halt the SDK between the two readings that its clock is made of. */
    private static final Duration BETWEEN_CLOCKS = Duration.ofMillis(20);

    @Parameter
    Database database;

    final TraceRecorder recorder = TraceRecorder.builder()
            .invariants(TraceInvariants.standard().withTolerance(BETWEEN_CLOCKS))
            .build();

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
