package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures, whether the trace is sampled or not. */
@EveryDatabase
class MetricsIT {

    private static final AttributeKey<String> SUMMARY = AttributeKey.stringKey("db.query.summary");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("orm.transaction.outcome");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");

    private final TracedUnit unit;
    private final InMemoryMetricReader reader = InMemoryMetricReader.createDelta();

    MetricsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void operationsAndStatements(boolean sampled) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = recorder(sampled);
                TracedUnit measured = measured(recorder)) {
            measured.transaction(session -> {
                session.find(User.class, blog.ada());
                session.find(User.class, blog.bob()).getPosts().size();
                session.persist(new User("fay@example.org"));
            });

            Metrics metrics = new Metrics(reader);
            assertThat(metrics.count("orm.operation.duration", METHOD, "find")).isEqualTo(2);
            assertThat(metrics.sum("orm.operation.statements", METHOD, "find")).isEqualTo(2);
            assertThat(metrics.count("orm.operation.duration", METHOD, "initialize"))
                    .isEqualTo(1);
            assertThat(metrics.count("orm.operation.duration", METHOD, "persist"))
                    .isEqualTo(1);
            assertThat(metrics.count("db.client.operation.duration", SUMMARY, "select users"))
                    .isEqualTo(2);
            assertThat(metrics.count("db.client.operation.duration", SUMMARY, "select posts"))
                    .isEqualTo(1);
            assertThat(metrics.count("db.client.operation.duration", SUMMARY, "insert users"))
                    .isEqualTo(1);
            assertThat(metrics.count("db.client.operation.duration", SUMMARY, "COMMIT"))
                    .isEqualTo(1);
            assertThat(metrics.point("db.client.operation.duration", SUMMARY, "select users")
                            .getAttributes()
                            .asMap())
                    .containsKeys(
                            AttributeKey.stringKey("db.system.name"), AttributeKey.stringKey("db.namespace"), SUMMARY)
                    .doesNotContainKeys(AttributeKey.stringKey("db.query.text"), AttributeKey.stringKey("db.system"));
            assertThat(metrics.count("db.client.response.returned_rows", SUMMARY, "select users"))
                    .isEqualTo(2);
            assertThat(metrics.sum("db.client.response.returned_rows", SUMMARY, "select posts"))
                    .isEqualTo(1);
            assertThat(metrics.points("db.client.connection.wait_time"))
                    .singleElement()
                    .satisfies(MetricsIT::isOneOfANamedPool);
            assertThat(metrics.points("db.client.connection.use_time"))
                    .singleElement()
                    .satisfies(MetricsIT::isOneOfANamedPool);
            assertThat(metrics.names())
                    .doesNotContain("orm.lazy_loads.outside_transaction", "orm.optimistic_lock.failures");
            assertThat(recorder.traces().trees().isEmpty()).isEqualTo(!sampled);
            recorder.check();
        }
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void whatGoesWrong(boolean sampled) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        Account stale = unit.givenFrom(session -> {
            Account account = new Account(1, 10);
            session.persist(account);
            return account;
        });
        unit.given(session -> session.find(Account.class, 1L).setBalance(20));
        try (TraceRecorder recorder = recorder(sampled);
                TracedUnit measured = measured(recorder)) {
            measured.session(
                    session -> session.find(User.class, blog.ada()).getPosts().size());
            for (int i = 0; i < 3; i++) {
                measured.transaction(session -> session.createSelectionQuery("from User where email = 'x'", User.class)
                        .getResultList());
            }
            assertThatThrownBy(() -> measured.transaction(session -> {
                        stale.setBalance(30);
                        session.merge(stale);
                    }))
                    .isInstanceOf(OptimisticLockException.class);

            Metrics metrics = new Metrics(reader);
            assertThat(metrics.counter("orm.lazy_loads.outside_transaction", MODEL, "User"))
                    .isEqualTo(1);
            AttributeKey<String> result = AttributeKey.stringKey("result");
            assertThat(metrics.counter("orm.query.plan_cache", result, "miss")).isEqualTo(1);
            assertThat(metrics.counter("orm.query.plan_cache", result, "hit")).isEqualTo(2);
            assertThat(metrics.counter("orm.optimistic_lock.failures", result, ""))
                    .isEqualTo(1);
            recorder.check();
        }
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void sessionsTransactionsAndTheirPool(boolean sampled) {
        InMemoryMetricReader totals = InMemoryMetricReader.create();
        try (TraceRecorder recorder = recorder(sampled, reader, totals);
                TracedUnit measured = measured(recorder)) {
            measured.transaction(session -> session.find(User.class, 1L));
            measured.transaction(session -> session.find(User.class, 2L));
            assertThatThrownBy(() -> measured.transaction(session -> {
                        session.find(User.class, 3L);
                        throw new IllegalStateException("rolls back");
                    }))
                    .isInstanceOf(IllegalStateException.class);
            measured.session(session -> {
                session.find(User.class, 4L);
                Metrics since = new Metrics(reader);
                assertThat(since.counter("orm.transactions", OUTCOME, "committed"))
                        .isEqualTo(2);
                assertThat(since.counter("orm.transactions", OUTCOME, "rolled_back"))
                        .isEqualTo(1);
                Metrics metrics = new Metrics(totals);
                assertThat(metrics.counter("orm.session.open", MODEL, "")).isEqualTo(1);
                assertThat(metrics.counter("db.client.connection.max", MODEL, ""))
                        .isEqualTo(measured.pool().getMaximumPoolSize());
                assertThat(metrics.points("db.client.connection.count"))
                        .extracting(point -> point.getAttributes().get(STATE))
                        .containsExactlyInAnyOrder("idle", "used");
            });

            assertThat(new Metrics(totals).counter("orm.session.open", MODEL, ""))
                    .isZero();
            recorder.check();
        }
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void application_isUnchanged(boolean sampled) {
        Blog blog = unit.givenFrom(Blog::persistIn);
        try (TraceRecorder recorder = recorder(sampled);
                TracedUnit measured = measured(recorder)) {
            assertThat(results(measured.sessions(), blog)).isEqualTo(results(unit.untraced(), blog));
            recorder.check();
        }
    }

    private static List<Object> results(SessionFactory sessions, Blog blog) {
        return sessions.fromTransaction(session -> {
            User ada = session.find(User.class, blog.ada());
            try (Stream<String> titles = session.createSelectionQuery(
                            "select title from Post order by id", String.class)
                    .getResultStream()) {
                return List.of(ada.getEmail(), ada.getPosts().size(), titles.toList());
            }
        });
    }

    private static void isOneOfANamedPool(PointData point) {
        assertThat(((HistogramPointData) point).getCount()).isEqualTo(1);
        assertThat(point.getAttributes().get(AttributeKey.stringKey("db.client.connection.pool.name")))
                .isNotBlank();
    }

    private TraceRecorder recorder(boolean sampled) {
        return recorder(sampled, reader);
    }

    private static TraceRecorder recorder(boolean sampled, MetricReader... readers) {
        SdkMeterProviderBuilder meters = SdkMeterProvider.builder();
        for (MetricReader reader : readers) {
            meters.registerMetricReader(reader);
        }
        return TraceRecorder.builder()
                .tracerProvider(provider -> provider.setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff()))
                .openTelemetry(sdk -> sdk.setMeterProvider(meters.build()))
                .build();
    }

    /** What the start of Hibernate has recorded is forgotten. */
    private TracedUnit measured(TraceRecorder recorder) {
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .metrics(true)
                .recordReturnedRows(true)
                .build();
        TracedUnit measured = unit.beside(recorder, tracing);
        reader.collectAllMetrics();
        return measured;
    }

    /** What has been recorded until now. */
    private record Metrics(List<MetricData> all) {

        Metrics(InMemoryMetricReader reader) {
            this(List.copyOf(reader.collectAllMetrics()));
        }

        List<String> names() {
            return all.stream().map(MetricData::getName).toList();
        }

        List<? extends PointData> points(String name) {
            return all.stream()
                    .filter(metric -> metric.getName().equals(name))
                    .flatMap(metric -> metric.getData().getPoints().stream())
                    .toList();
        }

        PointData point(String name, AttributeKey<String> key, String value) {
            List<? extends PointData> found = points(name).stream()
                    .filter(point -> value.equals(
                            Objects.requireNonNullElse(point.getAttributes().get(key), "")))
                    .toList();
            assertThat(found)
                    .as("%s %s=%s in %s", name, key, value, attributes(name))
                    .hasSize(1);
            return found.get(0);
        }

        private List<Attributes> attributes(String name) {
            return points(name).stream()
                    .<Attributes>map(PointData::getAttributes)
                    .toList();
        }

        long count(String name, AttributeKey<String> key, String value) {
            return ((HistogramPointData) point(name, key, value)).getCount();
        }

        double sum(String name, AttributeKey<String> key, String value) {
            return ((HistogramPointData) point(name, key, value)).getSum();
        }

        long counter(String name, AttributeKey<String> key, String value) {
            return ((LongPointData) point(name, key, value)).getValue();
        }
    }
}
