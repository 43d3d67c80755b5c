package dev.ormtracing.core.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.OperationTracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Comparator;
import java.util.List;

/** An SDK in memory and its spans as an indented text, in the order of their start. */
public final class RecordedSpans {

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    public final OpenTelemetrySdk sdk;

    public RecordedSpans() {
        this(Sampler.alwaysOn());
    }

    public RecordedSpans(Sampler sampler) {
        sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                        .build())
                .build();
    }

    public OperationTracer tracer() {
        return tracing().build().tracer();
    }

    public OrmTracing.Builder tracing() {
        return OrmTracing.builder().openTelemetry(sdk);
    }

    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    public SpanData named(String name) {
        return all().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public String tree() {
        StringBuilder text = new StringBuilder();
        append(text, "0000000000000000", "");
        return text.toString();
    }

    private void append(StringBuilder text, String parent, String indent) {
        all().stream()
                .filter(span -> span.getParentSpanId().equals(parent))
                .sorted(Comparator.comparingLong(SpanData::getStartEpochNanos)
                        .thenComparing(SpanData::getEndEpochNanos))
                .forEach(span -> {
                    text.append(indent).append(span.getName().replace("orm:client:", ""));
                    String name = span.getAttributes().get(OrmAttributes.NAME);
                    text.append(name == null ? "" : " " + name);
                    text.append(span.getStatus().equals(StatusData.unset()) ? "" : " ERROR");
                    text.append('\n');
                    append(text, span.getSpanId(), indent + "  ");
                });
    }
}
