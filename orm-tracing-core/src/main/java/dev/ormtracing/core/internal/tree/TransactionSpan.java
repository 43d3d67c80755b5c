package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.cost.CostLimits;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadCounts;
import dev.ormtracing.core.internal.nplusone.ReadScope;
import dev.ormtracing.core.internal.nplusone.StatementCounts;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.PhaseTimes;
import dev.ormtracing.core.internal.span.SpanDetail;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.ref.WeakReference;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the span of a transaction, from begin to commit, rollback or the close of its session. It is never made
 * current, since a scope held open between two calls of the application would leak. Thread-safe as far as a session
 * may be handed from one thread to another.
 */
public final class TransactionSpan implements ReadScope {

    static final TransactionSpan NOOP = new TransactionSpan(Context.root(), 0, false);

    /** Stands for a transaction that has been committed or rolled back, in the place of which none has begun. */
    public static final TransactionSpan COMPLETED = new TransactionSpan(Context.root(), 0, false);

    /** How a transaction has ended, as far as is known. */
    public enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN;

        public final String text = name().toLowerCase(Locale.ROOT);
    }

    private final @Nullable Instrumenter instrumenter;
    private final Context outerAtBegin;
    final Context parent;
    private final Span span;
    private final boolean recording;
    private final long clockOffset;

    /** The frame in which the transaction was begun, or null. Weak, since the frame belongs to a different session. */
    private final @Nullable WeakReference<RecordedFrame> enclosing;

    private volatile boolean ended;

    /** Whether there is no span because the trace that it would be in is not sampled. */
    private volatile boolean unsampled;

    /** Null while nothing has failed, and nobody rolls back. */
    private volatile @Nullable Rollback rollback;

    private @Nullable PhaseTimes times;
    private @Nullable StatementCounts statements;
    private @Nullable CostCounts costs;

    private TransactionSpan(Context outer, long clockOffset, boolean unsampled) {
        instrumenter = null;
        outerAtBegin = outer;
        parent = outer;
        span = Span.fromContext(outer);
        recording = false;
        this.clockOffset = clockOffset;
        enclosing = null;
        ended = true;
        this.unsampled = unsampled;
    }

    /** @param enclosing the frame in which it is begun, or null */
    TransactionSpan(
            Instrumenter instrumenter,
            @Nullable RecordedFrame enclosing,
            Context outer,
            Context spanParent,
            long clockOffset,
            long start) {
        this.instrumenter = instrumenter;
        this.enclosing = enclosing == null ? null : new WeakReference<>(enclosing);
        this.outerAtBegin = outer;
        this.clockOffset = clockOffset;
        this.span = instrumenter.startStep(SpanType.TRANSACTION, Attributes.empty(), spanParent, start);
        try {
            boolean leftOut = Spans.isLeftOut(span, Span.fromContext(spanParent));
            this.parent = RunningContext.lasting(outer, leftOut ? Span.fromContext(spanParent) : span);
            this.recording = leftOut || span.isRecording();
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    /** A transaction that is not traced, nor is what runs where its own context has been left. */
    static TransactionSpan unsampled(Context outer, long clockOffset) {
        return Span.fromContext(outer).getSpanContext().isValid()
                ? new TransactionSpan(outer, clockOffset, true)
                : NOOP;
    }

    /** Whether it runs and is somebody's parent, be that sampled or not. */
    public boolean isRunning() {
        return !ended || unsampled;
    }

    /** Whether the transaction's span has ended, or never was one. */
    @Override
    public boolean isEnded() {
        return ended;
    }

    /** Marks the transaction as failed; the first failure is the one that shows. */
    public void fail(Throwable failure) {
        if (!ended) {
            rollback().fail(failure);
        }
    }

    /** The transaction is marked for a rollback, whatever comes; a commit that fails then has failed for that. */
    public void rollbackOnly() {
        if (!ended) {
            rollback().mark();
        }
    }

    /** What is known of its failure and of its rollback; of one that has ended, nothing any more. */
    public Rollback rollback() {
        Rollback known = ended ? new Rollback() : rollback;
        return known == null ? firstRollback() : known;
    }

    /** One thread may fail the transaction while another one rolls it back. */
    private synchronized Rollback firstRollback() {
        Rollback known = rollback;
        if (known == null) {
            known = new Rollback();
            rollback = known;
        }
        return known;
    }

    /** The transaction runs in a session that reads only. Asked for at its end, since nothing tells of a change. */
    public void readOnly() {
        setAttribute(OrmAttributes.TRANSACTION_READ_ONLY, true);
    }

    /** The session has got a connection, or has one already when the transaction begins. */
    public void connectionAcquired() {
        if (!ended && recording) {
            costs().connectionAcquired(System.nanoTime());
        }
    }

    /** A statement has run on its connection. */
    void worked(long nanos) {
        if (!ended && costs != null) {
            costs.connectionWorked(nanos);
        }
    }

    /**
     * A statement has changed something on its connection.
     *
     * @param by the frame that has executed it, or null
     */
    void hasWritten(@Nullable RecordedFrame by, DescribedStatement statement, boolean batch, long nanos) {
        if (!ended && recording && instrumenter != null) {
            statements().written(instrumenter.current.nPlusOne, this, by, statement, batch, nanos);
        }
    }

    /** The database has made keys for what was written last. */
    void keysReturn() {
        if (statements != null) {
            statements.keysReturn();
        }
    }

    private StatementCounts statements() {
        StatementCounts known = statements;
        if (known == null) {
            known = new StatementCounts();
            statements = known;
        }
        return known;
    }

    /** A step that is no frame's, and no span yet. */
    void phase(SpanType phase, Attributes attributes, long from, long to, @Nullable Throwable failure) {
        if (ended || !recording || instrumenter == null) {
            return;
        }
        SpanDetail detail = instrumenter.current.detail;
        boolean isSpan = failure == null ? detail.mayBeSpan(to - from) && detail.slowNanos == 0 : detail.phases;
        if (isSpan) {
            instrumenter.writeSpan(phase, attributes, parent, from, to, failure);
        } else {
            times().add(phase, from, to, false);
        }
    }

    /** An operation has failed; the last failure is what a rollback is put down to. */
    void operationFailed(Throwable failure) {
        if (!ended && instrumenter != null) {
            rollback()
                    .operationFailed(failure.getClass(), instrumenter.recordsMessages() ? failure.getMessage() : null);
        }
    }

    /** Whether the first connection that a transaction manager rolls back opens the step of that. */
    boolean awaitsRollback() {
        Rollback known = rollback;
        return known != null && !ended && known.awaitsStep();
    }

    /** The rollback has begun before the session is told: the step is held open until the transaction ends. */
    void rollbackStarts(Frame step) {
        rollback().starts(step);
    }

    /** {@link #end(Outcome)} of a transaction that nobody has completed. */
    public void end() {
        end(Outcome.UNKNOWN);
    }

    /** Ends the span of a transaction that nobody can complete any more. */
    public void abandon() {
        setAttribute(OrmAttributes.TRANSACTION_LEAKED, true);
        end();
    }

    /** Ends the span; idempotent, never throws. */
    public void end(Outcome outcome) {
        unsampled = false;
        if (ended || !isFirstEnd()) {
            return;
        }
        Rollback known = rollback;
        if (known != null) {
            known.endStep();
        }
        try {
            long now = clockOffset + System.nanoTime();
            try {
                if (recording) {
                    describe(outcome, now);
                }
            } finally {
                span.end(now, TimeUnit.NANOSECONDS);
                tellEnclosing(now);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Gives the time back to the frame in which the transaction was begun, if that frame is still running. */
    private void tellEnclosing(long now) {
        RecordedFrame around = enclosing == null ? null : enclosing.get();
        if (around != null) {
            FrameChildren.transactionEnds(around, now);
        }
    }

    /** Whether this call ends the transaction. One thread may close the session while another one completes it. */
    private synchronized boolean isFirstEnd() {
        boolean first = !ended;
        ended = true;
        return first;
    }

    private void describe(Outcome outcome, long now) {
        span.setAttribute(OrmAttributes.TRANSACTION_OUTCOME, outcome.text);
        Rollback known = rollback;
        boolean messages = instrumenter != null && instrumenter.recordsMessages();
        if (known != null && outcome != Outcome.COMMITTED) {
            known.describeCause(span, messages);
        }
        if (times != null) {
            times.describe(span);
        }
        if (costs != null && instrumenter != null) {
            costs.describe(span, instrumenter.current.costLimits, now - clockOffset);
        }
        NPlusOne repeats = instrumenter == null ? null : instrumenter.current.nPlusOne;
        if (statements != null && repeats != null) {
            statements.end(repeats, this, outcome == Outcome.ROLLED_BACK, now);
        }
        if (known != null && instrumenter != null) {
            known.recordError(instrumenter, span, now);
        }
    }

    <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            if (!ended) {
                span.setAttribute(key, value);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Null where nothing is recorded. */
    @Nullable
    CostLimits costLimits() {
        return instrumenter == null ? null : instrumenter.current.costLimits;
    }

    /** The times of the steps that are no spans, and of their phases. */
    PhaseTimes times() {
        PhaseTimes known = times;
        if (known == null) {
            known = new PhaseTimes();
            times = known;
        }
        return known;
    }

    /** The costs of the connection, and of the steps that are no spans. */
    CostCounts costs() {
        CostCounts known = costs;
        if (known == null) {
            known = new CostCounts();
            costs = known;
        }
        return known;
    }

    @Nullable
    CostCounts knownCosts() {
        return costs;
    }

    @Override
    public ReadCounts repetitions(int threshold) {
        return statements().reads(threshold);
    }

    @Override
    public Span span() {
        return span;
    }

    @Override
    public Span outerSpan() {
        return Span.fromContext(outerAtBegin);
    }

    long clockOffset() {
        return clockOffset;
    }

    /**
     * Whether what starts in this context belongs below the transaction: the application has not put a span of its own
     * in between since it began the transaction. Where no span is current, that of the begin has been left.
     */
    boolean isParentIn(Context outer) {
        if (ended) {
            return unsampled && Spans.isNone(Span.fromContext(outer));
        }
        if (outer == outerAtBegin) {
            return true;
        }
        Span current = Span.fromContext(outer);
        return Spans.isNone(current) || Spans.isSame(current, outerSpan());
    }

    /** Whether the transaction is the parent of what starts directly in the given frame, or outside of all (null). */
    boolean isParentIn(Context outer, @Nullable RecordedFrame frame) {
        RecordedFrame begun = enclosing == null ? null : enclosing.get();
        return frame == (begun == null || begun.ended ? null : begun) && isParentIn(outer);
    }

    /** Whether this is a transaction of its own inside that frame: of another session, in a listener or a callback. */
    boolean isBegunIn(RecordedFrame frame) {
        WeakReference<RecordedFrame> begun = enclosing;
        return begun != null && !ended && begun.get() == frame;
    }

    /** The span below which a statement is that starts in this context outside of operations. */
    Span spanAround(Context outer) {
        return Span.fromContext(isParentIn(outer) ? parent : outer);
    }

    Context parentFor(Context outer) {
        return outer == outerAtBegin ? parent : RunningContext.lasting(outer, Span.fromContext(parent));
    }
}
