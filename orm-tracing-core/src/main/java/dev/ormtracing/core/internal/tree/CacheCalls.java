package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.cost.CacheCall;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Internal: calls on second-level caches that took so long that the cache may be on another machine. They are told when
 * they are over: a cache in this process answers sooner than a span could start. Thread-safe; no method throws.
 */
public final class CacheCalls {

    private final Instrumenter instrumenter;

    CacheCalls(Instrumenter instrumenter) {
        this.instrumenter = instrumenter;
    }

    /** Whether calls are seen at all: an SDK is registered. */
    public boolean areTraced() {
        return instrumenter.isEnabled();
    }

    /** Whether a call that took so long is to be told. */
    public boolean areSlow(long nanos) {
        return nanos >= instrumenter.current.cacheNanos;
    }

    /**
     * Tells a call, below what is running.
     *
     * @param likely what the thread's innermost frame most likely is, or null
     * @param transaction the running transaction of the session, or null
     */
    public void tell(@Nullable Frame likely, @Nullable TransactionSpan transaction, CacheCall call) {
        try {
            RecordedFrame frame = RecordedFrame.current(instrumenter, likely);
            if (frame == null) {
                tellAlone(transaction, call);
            } else if (FrameChildren.mayCall(frame)) {
                Phases.interrupt(frame, call);
                FrameReads.addCached(frame, call);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void tellAlone(@Nullable TransactionSpan transaction, CacheCall call) {
        if (!instrumenter.isEnabled() || JdbcCall.isStatementRunning(instrumenter)) {
            return;
        }
        Context current = RunningContext.current();
        if (transaction != null && transaction.isParentIn(current)) {
            long offset = transaction.clockOffset();
            transaction.phase(
                    SpanType.CACHE, call.attributes(), offset + call.from(), offset + call.to(), call.failure());
        } else if (!UnsampledFrame.isUnsampledIn(instrumenter, current)) {
            long offset = TraceClock.offset(call.from());
            instrumenter.writeSpan(
                    SpanType.CACHE,
                    call.attributes(),
                    current,
                    offset + call.from(),
                    offset + call.to(),
                    call.failure());
        }
    }
}
