package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the instruments are told, in which units. */
class MeasurementsTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Attributes POOL = Attributes.of(AttributeKey.stringKey("pool"), "users");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final OpenTelemetrySdk sdk = sdk(Sampler.alwaysOn());
    private final Metrics metrics = new Metrics(sdk);

    @Test
    void waitForAConnection_isInSeconds() {
        metrics.connectionWaited(POOL, 2 * SECOND);

        assertThat(histogram("db.client.connection.wait_time").getSum()).isEqualTo(2.0);
        assertThat(histogramUnit("db.client.connection.wait_time")).isEqualTo("s");
    }

    @Test
    void useOfAConnection_isInSeconds() {
        metrics.connectionUsed(POOL, 3 * SECOND);

        assertThat(histogram("db.client.connection.use_time").getSum()).isEqualTo(3.0);
    }

    @Test
    void statement_isInSeconds() {
        metrics.statementEnds(Attributes.empty(), SECOND / 4, null, null);

        assertThat(histogram("db.client.operation.duration").getSum()).isEqualTo(0.25);
    }

    @Test
    void operation_isInSeconds() {
        metrics.operationEnds(new OperationName(Call.FIND, "User", null), SECOND / 2, 1, null);

        assertThat(histogram("orm.operation.duration").getSum()).isEqualTo(0.5);
    }

    @Test
    void clockThatWentBack_isNoTime() {
        metrics.connectionWaited(POOL, -SECOND);

        assertThat(histogram("db.client.connection.wait_time").getSum()).isZero();
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void returnedRows_areRecordedWhenTheyHaveBeenRead(boolean sampled) {
        OperationTracer tracer = tracer(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff());
        Frame list = tracer.startOperation(this, OperationMethod.named("getResultList"), "User", null);
        JdbcCall statement = tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()));
        assertThat(statement).isNotNull();
        assertThat(statement.isMeasured()).isTrue();
        statement.shape(new StatementShape("SELECT users", "select from users", POOL));
        SpanAwaitingRows late = statement.endLater(true);
        assertThat(late).isNotNull();
        late.rowsReturned(7);
        late.end();
        list.end();

        assertThat(histogram("db.client.response.returned_rows").getSum()).isEqualTo(7);
        assertThat(histogram("db.client.response.returned_rows").getAttributes())
                .isEqualTo(POOL);
        assertThat(histogram("db.client.response.returned_rows").getBoundaries())
                .containsExactly(1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10000.0);
    }

    @Test
    void optimisticLockThatFails_isCounted() {
        OperationTracer tracer = tracer(Sampler.alwaysOn());
        IllegalStateException conflict = new IllegalStateException();
        tracer.recognizeOptimisticLock(failure -> failure == conflict);
        Frame merge = tracer.startOperation(this, Call.MERGE, "User", null);
        merge.fail(conflict);
        merge.end();
        Frame other = tracer.startOperation(this, Call.MERGE, "User", null);
        other.fail(new IllegalStateException());
        other.end();

        assertThat(metric("orm.optimistic_lock.failures").getLongSumData().getPoints())
                .singleElement()
                .extracting(LongPointData::getValue)
                .isEqualTo(1L);
    }

    private OperationTracer tracer(Sampler sampler) {
        return OrmTracing.builder()
                .openTelemetry(sdk(sampler))
                .metrics(true)
                .build()
                .tracer();
    }

    private OpenTelemetrySdk sdk(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().setSampler(sampler).build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
    }

    private HistogramPointData histogram(String name) {
        return metric(name).getHistogramData().getPoints().iterator().next();
    }

    private String histogramUnit(String name) {
        return metric(name).getUnit();
    }

    private MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
