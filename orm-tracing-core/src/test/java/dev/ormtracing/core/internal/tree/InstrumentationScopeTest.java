package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Comparator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which scope a span or a metric comes from: that of its subject, whichever module has seen it. */
class InstrumentationScopeTest {

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @Test
    void spansOfAnOperation_areHibernates_butForConnectionsAndStatements() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, "session", transaction);
        end(tracer.startConnect(Attributes.empty(), Attributes.empty()));
        begin.end();
        Frame operation = tracer.startOperation("session", OperationMethod.named("find"), "User", transaction);
        end(tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())));
        operation.end();
        transaction.end();

        assertThat(scopes()).isEqualTo("""
                dev.ormtracing.hibernate orm:client:transaction
                dev.ormtracing.hibernate orm:client:start_transaction
                dev.ormtracing.jdbc orm:client:connect
                dev.ormtracing.hibernate orm:client:operation
                dev.ormtracing.hibernate orm:client:serialize
                dev.ormtracing.jdbc orm:client:db_query""");
    }

    @Test
    void spansOfPlainJdbc_areJdbcs_evenTheBeginOfATransaction() {
        end(tracer.startConnect(Attributes.empty(), Attributes.empty()));
        tracer.writeTransactionStart(0, 0, Attributes.empty());
        end(tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())));

        assertThat(scopes()).isEqualTo("""
                dev.ormtracing.jdbc orm:client:connect
                dev.ormtracing.jdbc orm:client:start_transaction
                dev.ormtracing.jdbc orm:client:db_query""");
    }

    @Test
    void scope_hasVersionAndSchemaUrl() {
        tracer.startOperation("session", OperationMethod.named("find"), "User", null)
                .end();
        end(tracer.startConnect(Attributes.empty(), Attributes.empty()));

        assertThat(spans.all()).hasSize(2).allSatisfy(span -> {
            InstrumentationScopeInfo scope = span.getInstrumentationScopeInfo();
            assertThat(scope.getVersion()).isNotBlank();
            assertThat(scope.getSchemaUrl()).isEqualTo("https://opentelemetry.io/schemas/1.40.0");
        });
    }

    @Test
    void metrics_areOfTheirSubjectToo() {
        InMemoryMetricReader reader = InMemoryMetricReader.create();
        OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
                .setMeterProvider(
                        SdkMeterProvider.builder().registerMetricReader(reader).build())
                .build();
        OperationTracer measured =
                spans.tracing().openTelemetry(sdk).metrics(true).build().tracer();

        Frame operation = measured.startOperation("session", OperationMethod.named("find"), "User", null);
        end(measured.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())));
        operation.end();

        assertThat(reader.collectAllMetrics())
                .extracting(
                        MetricData::getName,
                        metric -> metric.getInstrumentationScopeInfo().getName())
                .extracting(Object::toString)
                .contains("(\"orm.operation.duration\", \"dev.ormtracing.hibernate\")");
        assertThat(reader.collectAllMetrics())
                .allSatisfy(metric -> assertThat(
                                metric.getInstrumentationScopeInfo().getName())
                        .isEqualTo(
                                metric.getName().startsWith("db.")
                                        ? "dev.ormtracing.jdbc"
                                        : "dev.ormtracing.hibernate"));
    }

    private static void end(JdbcCall call) {
        call.end();
    }

    private String scopes() {
        Stream<SpanData> inOrder = spans.all().stream()
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos)
                        .thenComparing(Comparator.comparingLong(SpanData::getEndEpochNanos)
                                .reversed()));
        return inOrder.map(span -> span.getInstrumentationScopeInfo().getName() + " " + span.getName())
                .collect(Collectors.joining("\n"));
    }
}
