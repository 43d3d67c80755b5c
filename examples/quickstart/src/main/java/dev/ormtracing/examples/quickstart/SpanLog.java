package dev.ormtracing.examples.quickstart;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Keeps the spans of a scenario, to be taken. Thread-safe. */
final class SpanLog implements SpanExporter {

    private final List<SpanData> spans = new ArrayList<>();

    synchronized List<SpanData> take() {
        List<SpanData> taken = List.copyOf(spans);
        spans.clear();
        return taken;
    }

    @Override
    public synchronized CompletableResultCode export(Collection<SpanData> batch) {
        spans.addAll(batch);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
