package dev.ormtracing.console.internal.trace;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The last traces, in bounds. Thread-safe; no thread of the application comes here. */
final class TraceStore {

    private static final int MOST_HIDDEN = 1000;

    private final Limits limits;
    private final Predicate<SpanData> own;
    private final Map<String, GrowingTrace> traces = new LinkedHashMap<>();
    private final Set<String> hidden = new LinkedHashSet<>();
    private long number;
    private long announced;
    private long clears;
    private long bytes;
    private int spans;

    /** @param own tells requests to the page itself, whose traces nobody wants to see */
    TraceStore(Limits limits, Predicate<SpanData> own) {
        this.limits = limits;
        this.own = own;
    }

    synchronized void add(SpanData span) {
        String id = span.getTraceId();
        if (hidden.contains(id)) {
            return;
        }
        if (own.test(span)) {
            hide(id);
            return;
        }
        GrowingTrace trace = traces.computeIfAbsent(id, GrowingTrace::new);
        int before = trace.size();
        bytes += trace.add(span, ++number, limits.spansOfATrace());
        spans += trace.size() - before;
        while (traces.size() > limits.traces() || spans > limits.spans() || bytes > limits.bytes()) {
            remove(traces.keySet().iterator().next());
        }
    }

    private void hide(String id) {
        remove(id);
        hidden.add(id);
        if (hidden.size() > MOST_HIDDEN) {
            hidden.remove(hidden.iterator().next());
        }
    }

    private void remove(String id) {
        GrowingTrace trace = traces.remove(id);
        if (trace != null) {
            bytes -= trace.bytes();
            spans -= trace.size();
        }
    }

    /** Lets those know who wait for news, if there is any. */
    synchronized void announce() {
        if (announced != number) {
            announced = number;
            notifyAll();
        }
    }

    /** Waits until a span has come after this number, or all was forgotten more often. */
    synchronized void await(long seen, long clearsSeen, long atMostMillis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMillis);
        while (number == seen && clears == clearsSeen) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Of the last change. */
    synchronized long number() {
        return number;
    }

    /** The traces that have changed after this number, in the order of their last change. */
    synchronized List<KeptTrace> since(long number) {
        List<GrowingTrace> changed = new ArrayList<>();
        traces.values().stream()
                .filter(trace -> trace.number() > number && trace.isShown())
                .forEach(changed::add);
        changed.sort(Comparator.comparingLong(GrowingTrace::number));
        return changed.stream().map(GrowingTrace::kept).toList();
    }

    synchronized Optional<KeptTrace> trace(String id) {
        return Optional.ofNullable(traces.get(id)).map(GrowingTrace::kept);
    }

    synchronized void clear() {
        traces.clear();
        bytes = 0;
        spans = 0;
        clears++;
        notifyAll();
    }

    synchronized long clears() {
        return clears;
    }

    synchronized int spans() {
        return spans;
    }

    synchronized long bytes() {
        return bytes;
    }
}
