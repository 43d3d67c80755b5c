package dev.ormtracing.testing.internal.recording;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Keeps the spans that have ended, and those that have only started. Thread-safe. */
public final class RecordingProcessor implements SpanProcessor {

    /** @param started whether {@link #onStart} has returned: at the end of the stack it may not, and nobody gets the span */
    private record Open(ReadableSpan span, long startOrder, AtomicBoolean started) {

        boolean isStarted() {
            return started.getPlain();
        }

        /** Another thread may have ended the span and not have come to {@link #onEnd} yet. */
        boolean hasEnded() {
            return span.hasEnded();
        }
    }

    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<RecordedSpan> ended = new ArrayList<>();
    private long started;

    @Override
    public synchronized void onStart(Context parentContext, ReadWriteSpan span) {
        AtomicBoolean returns = new AtomicBoolean();
        open.put(span.getSpanContext().getSpanId(), new Open(span, started++, returns));
        returns.setPlain(true);
    }

    @Override
    public synchronized void onEnd(ReadableSpan span) {
        Open start = open.remove(span.getSpanContext().getSpanId());
        if (start != null) {
            ended.add(new RecordedSpan(span.toSpanData(), start.startOrder()));
            notifyAll();
        }
    }

    /** The spans that have ended, and the others as they are now. */
    public synchronized List<RecordedSpan> recorded() {
        List<RecordedSpan> recorded = new ArrayList<>(ended);
        open.values()
                .forEach(start -> recorded.add(new RecordedSpan(start.span().toSpanData(), start.startOrder())));
        return recorded;
    }

    /** Waits until all spans have ended but these, and whether they have in time. */
    public synchronized boolean awaitEnd(Set<Long> besides, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (stillOpen().anyMatch(start -> !besides.contains(start.startOrder()))) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /** The names of the spans that have not ended, in the order of their start. */
    public synchronized List<String> openNames() {
        return stillOpen().map(start -> start.span().getName()).toList();
    }

    /** The place in the order of starts of each span that has not ended. */
    public synchronized Set<Long> open() {
        return stillOpen().map(Open::startOrder).collect(Collectors.toUnmodifiableSet());
    }

    /** The names of those among them that have not ended, in the order of their start. */
    public synchronized List<String> namesOfOpen(Set<Long> startOrders) {
        return stillOpen()
                .filter(start -> startOrders.contains(start.startOrder()))
                .map(start -> start.span().getName())
                .toList();
    }

    private Stream<Open> stillOpen() {
        return open.values().stream().filter(start -> start.isStarted() && !start.hasEnded());
    }

    public synchronized void forgetEnded() {
        ended.clear();
        open.values().removeIf(Open::hasEnded);
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
