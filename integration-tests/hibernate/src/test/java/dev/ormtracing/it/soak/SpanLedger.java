package dev.ormtracing.it.soak;

import dev.ormtracing.testing.TraceInvariants;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the spans, keeps a few traces as a whole to check them, and notices a span that starts on a thread which works
 * for another trace. Bounded and thread-safe.
 */
final class SpanLedger implements SpanProcessor {

    private static final int MAX_KEPT = 1_000;

    /** The spans of the application have another clock, and thousands of threads share few cores. Ours are exact. */
    private static final TraceInvariants INVARIANTS = TraceInvariants.standard().withTolerance(Duration.ofSeconds(20));

    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder strangers = new LongAdder();
    private final ThreadLocal<String> traceOfThread = new ThreadLocal<>();
    private final Map<String, Queue<SpanData>> kept = new ConcurrentHashMap<>();
    private long checked;

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        started.increment();
        String trace = span.getSpanContext().getTraceId();
        if (!span.getParentSpanContext().isValid()) {
            traceOfThread.set(trace);
            if (kept.size() < MAX_KEPT) {
                kept.put(trace, new ConcurrentLinkedQueue<>());
            }
        } else if (!trace.equals(traceOfThread.get())) {
            strangers.increment();
        }
    }

    @Override
    public void onEnd(ReadableSpan span) {
        ended.increment();
        Queue<SpanData> spans = kept.get(span.getSpanContext().getTraceId());
        if (spans != null) {
            spans.add(span.toSpanData());
        }
    }

    /** The thread's work is done. */
    void leaveThread() {
        traceOfThread.remove();
    }

    /** What is wrong, while nothing runs: one line each. Forgets the traces that it has looked at. */
    List<String> check() {
        List<String> found = new ArrayList<>();
        if (started.sum() != ended.sum()) {
            found.add(started.sum() + " spans have started and " + ended.sum() + " have ended");
        }
        if (strangers.sum() > 0) {
            found.add(strangers.sum() + " spans have started on a thread of another trace");
        }
        for (Queue<SpanData> trace : kept.values()) {
            Traces traces = Traces.of(trace);
            INVARIANTS.violations(traces).forEach(violation -> found.add(violation + "\n" + traces));
        }
        checked += kept.size();
        kept.clear();
        return found;
    }

    long spans() {
        return ended.sum();
    }

    long checkedTraces() {
        return checked;
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
