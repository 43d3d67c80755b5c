package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the span of a transaction, from begin to commit, rollback or the close of its session. It is never made
 * current, since a scope held open between two calls of the application would leak. Thread-safe as far as a session
 * may be handed from one thread to another.
 */
public final class TransactionSpan {

    static final TransactionSpan NOOP = new TransactionSpan();

    private final @Nullable OperationTracer tracer;
    private final Span spanAtBegin;
    private final Span span;
    private final long clockOffset;
    private volatile boolean ended;
    private volatile @Nullable Throwable error;

    private TransactionSpan() {
        tracer = null;
        spanAtBegin = Span.getInvalid();
        span = Span.getInvalid();
        clockOffset = 0;
        ended = true;
    }

    TransactionSpan(OperationTracer tracer, Context outer, Context parent, long clockOffset) {
        this.tracer = tracer;
        this.spanAtBegin = Span.fromContext(outer);
        this.clockOffset = clockOffset;
        long start = clockOffset + System.nanoTime();
        this.span = tracer.spanBuilder(tracer.nameOf(SpanType.TRANSACTION), parent, start, false)
                .startSpan();
    }

    /** Whether the transaction's span has ended, or never was one. */
    public boolean isEnded() {
        return ended;
    }

    /** Marks the transaction as failed; the first failure is the one that shows. */
    public void fail(Throwable failure) {
        if (error == null) {
            error = failure;
        }
    }

    /** Ends the span; idempotent, never throws. */
    public void end() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            long now = clockOffset + System.nanoTime();
            Throwable failure = error;
            if (failure != null && tracer != null && span.isRecording()) {
                ErrorEvent.record(span, failure, null, tracer.recordsMessages(), now);
            }
            span.end(now, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    long clockOffset() {
        return clockOffset;
    }

    /**
     * Whether what starts in this context belongs below the transaction: the application has not put a span of its own
     * in between since it began the transaction.
     */
    boolean isParentIn(Context outer) {
        return !ended && Frame.sameSpan(Span.fromContext(outer), spanAtBegin);
    }

    Context parentFor(Context outer) {
        return outer.with(span);
    }
}
