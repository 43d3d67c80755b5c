package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
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
    public final OrmTracing tracing;

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
        tracing = OrmTracing.create(sdk);
    }

    public List<SpanData> all() {
        return exporter.getFinishedSpanItems();
    }

    public SpanData last() {
        return all().get(all().size() - 1);
    }

    public <T> T lastValue(AttributeKey<T> key) {
        return last().getAttributes().get(key);
    }

    public void clear() {
        exporter.reset();
    }

    /** No span open, and nothing left current on this thread. */
    public boolean isQuiet() {
        return Context.current() == Context.root();
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
                    String summary = span.getAttributes().get(DbAttributes.QUERY_SUMMARY);
                    text.append(summary == null ? "" : " " + summary);
                    text.append(span.getStatus().equals(StatusData.unset()) ? "" : " ERROR");
                    text.append('\n');
                    append(text, span.getSpanId(), indent + "  ");
                });
    }
}
