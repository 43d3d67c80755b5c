package dev.ormtracing.testing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Keeps the ended spans and knows those that have started but not ended. Thread-safe. */
final class RecordingProcessor implements SpanProcessor {

    private record Open(ReadableSpan span, long startOrder) {}

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<RecordedSpan> ended = new ArrayList<>();
    private long started;

    @Override
    public synchronized void onStart(Context parentContext, ReadWriteSpan span) {
        open.put(span.getSpanContext().getSpanId(), new Open(span, started++));
    }

    @Override
    public synchronized void onEnd(ReadableSpan span) {
        Open start = open.remove(span.getSpanContext().getSpanId());
        if (start != null) {
            ended.add(new RecordedSpan(span.toSpanData(), start.startOrder()));
        }
    }

    synchronized List<RecordedSpan> ended() {
        return List.copyOf(ended);
    }

    /** The names of the spans that have not ended, in the order of their start. */
    synchronized List<String> openNames() {
        return open.values().stream().map(start -> start.span().getName()).toList();
    }

    synchronized boolean isOpen(String spanId) {
        return open.containsKey(spanId);
    }

    synchronized void forgetEnded() {
        ended.clear();
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
