package dev.ormtracing.benchmarks.subject;

import dev.ormtracing.benchmarks.agent.DoNothingExporter;
import dev.ormtracing.benchmarks.agent.DoNothingProcessor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenTelemetry of a mode. */
public final class Sdk {

    private static final Map<Mode, OpenTelemetry> MADE = new ConcurrentHashMap<>();

    private Sdk() {}

    /** One for the whole JVM: there is one batch processor to be flushed. */
    public static OpenTelemetry of(Mode mode) {
        return MADE.computeIfAbsent(mode, Sdk::make);
    }

    private static OpenTelemetry make(Mode mode) {
        return switch (mode) {
            case NONE, OFF, NO_SDK -> OpenTelemetry.noop();
            case UNSAMPLED -> sdk(Sampler.alwaysOff(), mode);
            case UNSAMPLED_PARENT, SAMPLED, BATCH -> sdk(Sampler.parentBased(Sampler.alwaysOn()), mode);
        };
    }

    private static OpenTelemetry sdk(Sampler sampler, Mode mode) {
        return OpenTelemetrySdk.builder()
                .setMeterProvider(SdkMeterProvider.builder()
                        .registerMetricReader(PeriodicMetricReader.builder(new DoNothingMetricExporter())
                                .setInterval(Duration.ofDays(1))
                                .build())
                        .build())
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(mode == Mode.BATCH ? DoNothingExporter.batched() : new DoNothingProcessor())
                        .build())
                .build();
    }

    /** Puts the calling thread into a trace of that mode, for good. */
    static void enter(Mode mode) {
        if (mode == Mode.UNSAMPLED_PARENT) {
            SpanContext remote = SpanContext.createFromRemoteParent(
                    "0af7651916cd43dd8448eb211c80319c",
                    "b7ad6b7169203331",
                    TraceFlags.getDefault(),
                    TraceState.getDefault());
            Context.root().with(Span.wrap(remote)).makeCurrent();
        }
    }
}
