package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private static final Object SESSION = "session";
    private static final Attributes SELECT = Attributes.of(AttributeKey.stringKey("db.query.summary"), "SELECT users");
    private static final Attributes FIND = Attributes.of(OrmAttributes.METHOD, "find", OrmAttributes.MODEL, "User");

    private final InMemoryMetricReader reader = InMemoryMetricReader.create();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
        assertThat(Span.current()).isEqualTo(Span.getInvalid());
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void operation_isMeasuredWithItsStatements(boolean sampled) {
        OperationTracer tracer = tracer(sampled, true);
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        statement(tracer).end(true);
        statement(tracer).end(true);
        find.end();

        assertThat(histogram("orm.operation.duration", FIND).getCount()).isEqualTo(1);
        assertThat(histogram("orm.operation.statements", FIND).getSum()).isEqualTo(2);
        HistogramPointData statements = histogram("db.client.operation.duration", SELECT);
        assertThat(statements.getCount()).isEqualTo(2);
        assertThat(statements.getBoundaries()).containsExactly(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);
        assertThat(spans.getFinishedSpanItems()).hasSize(sampled ? 4 : 0);
    }

    @Test
    void belowAnUnsampledSpan_operationsAndStatementsAreMeasured() {
        OpenTelemetrySdk sdk = sdk(false);
        OperationTracer tracer =
                OrmTracing.builder().openTelemetry(sdk).metrics(true).build().tracer();
        Span request = sdk.getTracer("app").spanBuilder("GET /").startSpan();
        try (Scope scope = request.makeCurrent()) {
            Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
            statement(tracer).end(true);
            find.end();
            statement(tracer).end();
            assertThat(Span.current()).isSameAs(request);
        }

        assertThat(histogram("orm.operation.statements", FIND).getSum()).isEqualTo(1);
        assertThat(histogram("db.client.operation.duration", SELECT).getCount()).isEqualTo(2);
    }

    @Test
    void statement_isMeasuredAsLongAsItsSpan() {
        statement(tracer(true, true)).end(true);

        SpanData span = spans.getFinishedSpanItems().get(0);
        assertThat(histogram("db.client.operation.duration", SELECT).getSum())
                .isEqualTo((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9);
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void statementsOfAFlush_countForItsOperation(boolean sampled) {
        OperationTracer tracer = tracer(sampled, true);
        Frame query = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = tracer.startFlush(SESSION, null);
        statement(tracer).end();
        flush.end();
        statement(tracer).end(true);
        query.end();

        Attributes list = Attributes.of(OrmAttributes.METHOD, "getResultList", OrmAttributes.MODEL, "User");
        assertThat(histogram("orm.operation.statements", list).getSum()).isEqualTo(2);
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void failure_hasItsType(boolean sampled) {
        OperationTracer tracer = tracer(sampled, true);
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        JdbcCall statement = statement(tracer);
        IllegalStateException failure = new IllegalStateException();
        statement.fail(failure, "42000");
        statement.end();
        find.fail(failure);
        find.end();

        assertThat(histogram(
                                "db.client.operation.duration",
                                SELECT.toBuilder()
                                        .put("error.type", "42000")
                                        .put("db.response.status_code", "42000")
                                        .build())
                        .getCount())
                .isEqualTo(1);
        assertThat(histogram(
                                "orm.operation.duration",
                                FIND.toBuilder()
                                        .put("error.type", "java.lang.IllegalStateException")
                                        .build())
                        .getCount())
                .isEqualTo(1);
    }

    @Test
    void deferredOperationThatTouchesNoDatabase_isNone() {
        tracer(true, true)
                .startDeferredOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", null, null)
                .end();

        assertThat(reader.collectAllMetrics()).isEmpty();
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void lazyLoadOutsideATransaction_isCounted(boolean sampled) {
        OperationTracer tracer = tracer(sampled, true);
        Frame lazy =
                tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", null, null);
        assertThat(lazy.measurement()).isNotNull();
        lazy.measurement().outsideTransaction();
        statement(tracer).end(true);
        lazy.end();

        assertThat(counter(
                        "orm.lazy_loads.outside_transaction",
                        Attributes.of(OrmAttributes.METHOD, "initialize", OrmAttributes.MODEL, "User")))
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "sampled: {0}")
    @ValueSource(booleans = {true, false})
    void planCache_missesWhereThereIsACompile(boolean sampled) {
        OperationTracer tracer = tracer(sampled, true);
        for (boolean compiles : new boolean[] {true, false, false}) {
            Frame query = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
            query.measurement().usesPlan();
            if (compiles) {
                Phases.compileStarts(query);
                Phases.compileEnds(query);
            }
            statement(tracer).end(true);
            query.end();
        }

        AttributeKey<String> result = AttributeKey.stringKey("result");
        assertThat(counter("orm.query.plan_cache", Attributes.of(result, "miss")))
                .isEqualTo(1);
        assertThat(counter("orm.query.plan_cache", Attributes.of(result, "hit")))
                .isEqualTo(2);
    }

    @Test
    void nPlusOne_isCounted() {
        OperationTracer tracer = tracer(true, true);
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 7; i++) {
            Frame lazy = tracer.startDeferredOperation(
                    SESSION, Call.INITIALIZE, "User", "User.posts.initialize", transaction, null);
            statement(tracer).end(true);
            lazy.end();
        }
        transaction.end();

        assertThat(counter(
                        "orm.n_plus_one",
                        Attributes.of(OrmAttributes.METHOD, "initialize", OrmAttributes.MODEL, "User")))
                .isEqualTo(1);
    }

    @Test
    void switchedOff_nothingIsMeasured() {
        OperationTracer tracer = tracer(true, false);
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        assertThat(find.measurement()).isNull();
        JdbcCall statement = tracer.startQuery(null, DescribedStatement.of(SELECT));
        assertThat(statement.isMeasured()).isFalse();
        statement.end(true);
        find.end();

        assertThat(tracer.metrics()).isNull();
        assertThat(reader.collectAllMetrics()).isEmpty();
    }

    @Test
    void withoutMetrics_anUnsampledTraceIsNotObserved() {
        OperationTracer tracer = tracer(false, false);

        assertThat(tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null))
                .isInstanceOf(UnsampledFrame.class)
                .satisfies(Frame::end);
    }

    private OpenTelemetrySdk sdk(boolean sampled) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampled ? Sampler.alwaysOn() : Sampler.alwaysOff())
                        .addSpanProcessor(SimpleSpanProcessor.create(spans))
                        .build())
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
    }

    private OperationTracer tracer(boolean sampled, boolean metrics) {
        return OrmTracing.builder()
                .openTelemetry(sdk(sampled))
                .metrics(metrics)
                .build()
                .tracer();
    }

    private static JdbcCall statement(OperationTracer tracer) {
        JdbcCall statement = tracer.startQuery(null, DescribedStatement.of(SELECT));
        assertThat(statement).isNotNull();
        statement.shape(new StatementShape("SELECT users", "select from users", SELECT));
        return statement;
    }

    private HistogramPointData histogram(String name, Attributes attributes) {
        return point(metric(name).getHistogramData().getPoints(), attributes);
    }

    private long counter(String name, Attributes attributes) {
        LongPointData point = point(metric(name).getLongSumData().getPoints(), attributes);
        return point.getValue();
    }

    private MetricData metric(String name) {
        return metrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<MetricData> collected = List.of();

    private List<MetricData> metrics() {
        if (collected.isEmpty()) {
            collected = List.copyOf(reader.collectAllMetrics());
        }
        return collected;
    }

    private static <P extends PointData> P point(Collection<P> points, Attributes attributes) {
        Optional<P> found = points.stream()
                .filter(point -> point.getAttributes().equals(attributes))
                .findFirst();
        assertThat(found).as("%s in %s", attributes, points).isPresent();
        return found.get();
    }
}
