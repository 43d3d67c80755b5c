package dev.ormtracing.jdbc.internal.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is measured of connections and statements, by the names and attributes of OpenTelemetry's conventions. */
class JdbcMetricsTest {

    private static final String WAIT = "db.client.connection.wait_time";
    private static final String USE = "db.client.connection.use_time";
    private static final String STATEMENT = "db.client.operation.duration";
    private static final Attributes ORDERS = Attributes.of(DbAttributes.POOL_NAME, "orders");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .build();
    private final OrmTracing tracing =
            OrmTracing.builder().openTelemetry(sdk).metrics(true).build();
    private final JdbcDataSource database = new JdbcDataSource();

    @BeforeEach
    void useMemory() {
        database.setURL("jdbc:h2:mem:measured;DB_CLOSE_DELAY=-1");
    }

    @Test
    void connection_isWaitedForAndUsedOnce() throws SQLException {
        long start = System.nanoTime();
        Connection connection = orders().getConnection();
        assertThat(points(USE)).isEmpty();
        connection.close();
        connection.close();
        double atMost = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);

        assertThat(point(WAIT, ORDERS).getCount()).isEqualTo(1);
        assertThat(point(WAIT, ORDERS).getSum()).isBetween(0.0, atMost);
        assertThat(point(USE, ORDERS).getCount()).isEqualTo(1);
        assertThat(point(USE, ORDERS).getSum()).isBetween(0.0, atMost);
    }

    @Test
    void abortedConnection_isGivenBack() throws SQLException {
        orders().getConnection().abort(Runnable::run);

        assertThat(point(USE, ORDERS).getCount()).isEqualTo(1);
    }

    @Test
    void poolWithoutName_isCalledAfterItsDatabase() throws SQLException {
        try (Connection connection = TracingDataSource.wrap(database, tracing).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
        }

        assertThat(point(WAIT, Attributes.of(DbAttributes.POOL_NAME, "h2database/measured"))
                        .getCount())
                .isEqualTo(1);
    }

    @Test
    void unusedConnectionOfAPoolWithoutName_isCalledAfterTheDatabaseOfTheOthers() throws SQLException {
        DataSource wrapped = TracingDataSource.wrap(database, tracing);
        try (Connection connection = wrapped.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select 1").close();
        }
        wrapped.getConnection().close();

        assertThat(point(WAIT, Attributes.of(DbAttributes.POOL_NAME, "h2database/measured"))
                        .getCount())
                .isEqualTo(2);
    }

    @Test
    void statements_areMeasuredByTheirSummary() throws SQLException {
        try (Connection connection = orders().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists book (id int)");
            for (int i = 0; i < 2; i++) {
                statement.executeQuery("select id from book where id = " + i).close();
            }
            try (PreparedStatement prepared = connection.prepareStatement("select id from book where id = ?")) {
                prepared.setInt(1, 1);
                prepared.executeQuery().close();
            }
        }

        assertThat(point(STATEMENT, statement("select book")).getCount()).isEqualTo(3);
    }

    @Test
    void batches_areMeasuredApart() throws SQLException {
        try (Connection connection = orders().getConnection()) {
            connection.createStatement().execute("create table if not exists book (id int)");
            try (PreparedStatement insert = connection.prepareStatement("insert into book values (?)")) {
                for (int i = 0; i < 3; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }

        assertThat(point(STATEMENT, statement("BATCH insert book")).getCount()).isEqualTo(1);
    }

    @Test
    void commit_isMeasuredByItsOperation() throws SQLException {
        try (Connection connection = orders().getConnection()) {
            connection.setAutoCommit(false);
            connection.createStatement().executeQuery("select 1").close();
            connection.commit();
        }

        Attributes commit = statement("COMMIT").toBuilder()
                .put(DbAttributes.OPERATION_NAME, "COMMIT")
                .build();
        assertThat(point(STATEMENT, commit).getCount()).isEqualTo(1);
    }

    @Test
    void withoutMetrics_nothingIsMeasured() throws SQLException {
        OrmTracing without = OrmTracing.create(sdk);
        try (Connection connection = TracingDataSource.wrap(database, without).getConnection()) {
            connection.createStatement().executeQuery("select 1").close();
        }

        assertThat(reader.collectAllMetrics()).isEmpty();
    }

    private DataSource orders() {
        return TracingDataSource.wrap(database, tracing, "orders");
    }

    private static Attributes statement(String summary) {
        return Attributes.of(
                DbAttributes.SYSTEM_NAME, "h2database",
                DbAttributes.NAMESPACE, "measured",
                DbAttributes.QUERY_SUMMARY, summary);
    }

    private HistogramPointData point(String metric, Attributes attributes) {
        return points(metric).stream()
                .filter(point -> point.getAttributes().equals(attributes))
                .findFirst()
                .orElseThrow(() -> new AssertionError(points(metric)));
    }

    private List<HistogramPointData> points(String metric) {
        return reader.collectAllMetrics().stream()
                .filter(data -> data.getName().equals(metric))
                .flatMap(data -> data.getHistogramData().getPoints().stream())
                .toList();
    }
}
