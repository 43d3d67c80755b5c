package dev.ormtracing.console.internal.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps the last traces of an SDK: only what it samples, which is what its exporters get. */
public final class TraceKeeper implements SpanProcessor {

    private static final int RING = 1 << 14;
    private static final long MOST_MILLIS_TO_END = 500;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final SpanRing ring = new SpanRing(RING);
    private final TraceStore store;
    private volatile boolean running = true;
    private boolean hasFailed;

    private volatile @Nullable Thread reader;

    public TraceKeeper(Limits limits, Predicate<SpanData> own) {
        store = new TraceStore(limits, own);
    }

    /** From now on a thread reads what has come, until {@link #stop()}. */
    public void start() {
        Thread started = new Thread(this::readOn, "orm-tracing-console");
        started.setDaemon(true);
        reader = started;
        started.start();
    }

    private void readOn() {
        while (running) {
            read();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        store.clear();
    }

    /** Reads what has come until now. */
    synchronized void read() {
        try {
            ring.drainTo(span -> store.add(span.toSpanData()));
            store.announce();
        } catch (RuntimeException | LinkageError e) {
            if (!hasFailed) {
                hasFailed = true;
                ConsoleLog.warn("A span cannot be shown; the next failure of this kind is not logged", e);
            }
        }
    }

    /** A server that looks for threads which its application has left finds none: the thread has ended, or nearly. */
    public void stop() {
        running = false;
        Thread started = reader;
        if (started != null) {
            LockSupport.unpark(started);
            try {
                started.join(MOST_MILLIS_TO_END);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        store.clear();
    }

    public boolean isRunning() {
        return running;
    }

    /** The traces that have changed after this number, in the order of their last change. */
    public List<KeptTrace> since(long number) {
        return store.since(number);
    }

    /** Of the last change. */
    public long number() {
        return store.number();
    }

    public Optional<KeptTrace> trace(String id) {
        return store.trace(id);
    }

    /** Waits until a span has come after this number, or all was forgotten more often. */
    public void await(long seen, long clearsSeen, long atMostMillis) throws InterruptedException {
        store.await(seen, clearsSeen, atMostMillis);
    }

    public void clear() {
        store.clear();
    }

    /** How often all was forgotten. */
    public long clears() {
        return store.clears();
    }

    /** How many spans came too fast. */
    public long lost() {
        return ring.lost();
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (running && span.getSpanContext().isSampled()) {
            ring.put(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    /** An SDK that ends is no reason to forget what it did. */
    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode forceFlush() {
        read();
        return CompletableResultCode.ofSuccess();
    }
}
