package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the span of a statement that is over, held open for what is learned while its rows are read. It keeps the time
 * at which the statement was over. May be ended by any thread; no method throws.
 */
public final class SpanAwaitingRows {

    private final Span span;
    private final long startNanos;
    private final long endEpochNanos;
    private final @Nullable MeasuredJdbcCall measured;
    private final AtomicBoolean ended = new AtomicBoolean();

    SpanAwaitingRows(Span span, long startNanos, long endEpochNanos, @Nullable MeasuredJdbcCall measured) {
        this.span = span;
        this.startNanos = startNanos;
        this.endEpochNanos = endEpochNanos;
        this.measured = measured;
    }

    /** Seconds from the start of the statement to that value of {@link System#nanoTime()}. */
    public double secondsUntil(long nanoTime) {
        return (nanoTime - startNanos) / 1e9;
    }

    /** All rows that the application wanted have been read. */
    public void rowsReturned(long rows) {
        if (measured != null) {
            measured.rowsReturned(rows);
        }
    }

    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            span.setAttribute(key, value);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Ends the span at the time that its statement was over; idempotent. */
    public void end() {
        if (ended.getAndSet(true)) {
            return;
        }
        try {
            span.end(endEpochNanos, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
