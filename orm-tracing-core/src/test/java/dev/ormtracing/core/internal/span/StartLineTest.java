package dev.ormtracing.core.internal.span;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.tree.OperationTracer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the log says at the start. */
class StartLineTest {

    private static final String LOGGER = "dev.ormtracing";

    private @Nullable OpenTelemetry later;

    @Test
    void line_saysWhatIsTraced_inWhichDetail_andHowMuchIsKept() {
        try (LoggedLines log = new LoggedLines(LOGGER);
                OpenTelemetrySdk sdk = sampling(Sampler.parentBased(Sampler.traceIdRatioBased(0.25)))) {
            OrmTracing tracing = OrmTracing.builder()
                    .openTelemetry(sdk)
                    .detail(Detail.ADAPTIVE)
                    .metrics(true)
                    .build();
            StartLine line = new StartLine();
            line.tell(tracing.tracer().instrumenter, "the DataSource first");
            line.tell(tracing.tracer().instrumenter, "the DataSource first");

            assertThat(line.told).isTrue();
            assertThat(log.all())
                    .singleElement()
                    .asString()
                    .startsWith("Tracing the DataSource first: detail adaptive, metrics on, sampled by"
                            + " ParentBased{root:TraceIdRatioBased{0.250000},");
        }
    }

    @Test
    void sdkThatComesLater_isWaitedFor() {
        try (LoggedLines log = new LoggedLines(LOGGER);
                OpenTelemetrySdk sdk = sampling(Sampler.alwaysOn())) {
            OperationTracer tracer = OrmTracing.builder()
                    .openTelemetry(() -> {
                        if (later == null) {
                            throw new IllegalStateException("not yet");
                        }
                        return later;
                    })
                    .build()
                    .tracer();
            StartLine line = new StartLine();
            line.tell(tracer.instrumenter, "the DataSource early");
            assertThat(log.all()).isEmpty();
            assertThat(line.told).isFalse();

            later = sdk;
            line.tell(tracer.instrumenter, "the DataSource early");
            assertThat(log.all())
                    .containsExactly(
                            "Tracing the DataSource early: detail full, metrics off, sampled by AlwaysOnSampler");
        }
    }

    @Test
    void withoutAnSdk_nothingIsSaid() {
        try (LoggedLines log = new LoggedLines(LOGGER)) {
            new StartLine().tell(OrmTracing.create(OpenTelemetry.noop()).tracer().instrumenter, "the DataSource none");

            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void namesOfTheApplication_stayOnOneLine() {
        try (LoggedLines log = new LoggedLines(LOGGER)) {
            new StartLine().tell(new RecordedSpans().tracer().instrumenter, "the DataSource a\nb");

            assertThat(log.all()).singleElement().asString().startsWith("Tracing the DataSource a b: ");
        }
    }

    private static OpenTelemetrySdk sampling(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(SimpleSpanProcessor.create(InMemorySpanExporter.create()))
                        .setSampler(sampler)
                        .build())
                .build();
    }
}
