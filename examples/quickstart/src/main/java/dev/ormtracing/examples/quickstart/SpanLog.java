package dev.ormtracing.examples.quickstart;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Keeps the spans of a scenario, to be taken and printed when it is over: exporting while an operation runs would take
 * time that the operation seems to take. Thread-safe.
 */
final class SpanLog implements SpanProcessor {

    private final Queue<ReadableSpan> ended = new ConcurrentLinkedQueue<>();

    List<SpanData> take() {
        List<SpanData> taken = new ArrayList<>();
        for (ReadableSpan span = ended.poll(); span != null; span = ended.poll()) {
            taken.add(span.toSpanData());
        }
        return taken;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled()) {
            ended.add(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
