package dev.ormtracing.it.jdbc;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.jdbc.TracingDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tracing by the URL alone. */
class TracingDriverIT extends EveryDatabase {

    private String url;

    @BeforeEach
    void registerTheSdk() {
        bare();
        recorder.registerGlobally();
        url = database.url().replaceFirst("^jdbc:", "jdbc:ormtracing:");
    }

    @Test
    void connection_isTheDriversAndTraced() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Connection bare = DriverManager.getConnection(database.url())) {
            recorder.traces().clear();
            assertThat(Rows.of(connection, "select 1 as a")).isEqualTo(Rows.of(bare, "select 1 as a"));
            assertThat(connection.getMetaData().getURL())
                    .isEqualTo(bare.getMetaData().getURL());
            assertThat(connection.unwrap(database.connectionType())).isInstanceOf(database.connectionType());
        }

        assertThat(recorder.traces().queries()).hasSize(1);
    }

    @Test
    void refusedConnection_isTheDriversFailure() {
        String nowhere = database == Database.H2
                ? "jdbc:h2:mem:nowhere;IFEXISTS=TRUE"
                : database.url().replaceFirst(":[0-9]+/", ":1/");
        Throwable expected = catchThrowable(() -> DriverManager.getConnection(nowhere));
        Throwable failure =
                catchThrowable(() -> DriverManager.getConnection(nowhere.replaceFirst("^jdbc:", "jdbc:ormtracing:")));

        assertThat(Failure.of(failure)).isEqualTo(Failure.of(expected));
        // Connector/J shows the attempt in a span of its own.
        assertThatTraces(recorder.traces().ignoring("Create connection"))
                .matchesTree("connect ERROR " + expected.getClass().getName());
    }

    @Test
    void inAPool_insideAnotherWrapper_aStatementIsOneSpan() throws SQLException {
        HikariConfig configuration = new HikariConfig();
        configuration.setJdbcUrl(url);
        configuration.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(configuration)) {
            var outside = TracingDataSource.wrap(pool, tracing);
            outside.getConnection().close();
            recorder.traces().clear();
            try (Connection connection = outside.getConnection()) {
                assertThat(Rows.of(connection, "select 1 as a")).hasSize(1).isEqualTo(List.of(label() + "=1"));
            }
        }

        expect("""
                connect
                db_query CLIENT select
                """);
    }

    private String label() {
        return database == Database.H2 ? "A" : "a";
    }
}
