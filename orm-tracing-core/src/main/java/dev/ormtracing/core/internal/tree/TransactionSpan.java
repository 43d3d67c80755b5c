package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.name.ErrorEvent;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadCounts;
import dev.ormtracing.core.internal.nplusone.ReadScope;
import dev.ormtracing.core.internal.nplusone.WriteCounts;
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

    static final TransactionSpan NOOP = new TransactionSpan();

    /** Stands for a transaction that has been committed or rolled back, in the place of which none has begun. */
    public static final TransactionSpan COMPLETED = new TransactionSpan();

    /** How a transaction has ended, as far as is known. */
    public enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        UNKNOWN;

        private final String text = name().toLowerCase(Locale.ROOT);
    }

    private static final AttributeKey<Long> BATCH_SIZE = AttributeKey.longKey("db.operation.batch.size");

    private static final String ROLLBACK_ONLY = "setRollbackOnly";

    private final @Nullable Instrumenter instrumenter;
    private final Context outerAtBegin;
    private final Context parent;
    private final Span span;
    private final boolean recording;
    private final long clockOffset;

    /** The frame in which the transaction was begun, or null. Weak, since the frame belongs to a different session. */
    private final @Nullable WeakReference<RecordedFrame> enclosing;

    private volatile boolean ended;

    /** There is no span, and the trace that it would be in is not sampled. */
    private volatile boolean unsampled;

    private volatile @Nullable Throwable error;

    /** The class of the last operation's failure. Not the failure: it may refer to entities, and they to their session. */
    private volatile @Nullable Class<?> operationError;

    private volatile @Nullable String operationMessage;
    private volatile boolean rollbackOnly;

    /** Who has rolled back, where that is all that is known. */
    private volatile @Nullable String rolledBackBy;

    private volatile boolean managed;
    private volatile @Nullable Frame rollback;
    private @Nullable PhaseTimes times;
    private @Nullable ReadCounts repetitions;
    private boolean wrote;
    private @Nullable WriteCounts writes;
    private @Nullable CostCounts costs;

    private TransactionSpan() {
        this(Context.root(), 0, false);
    }

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
        this.span = instrumenter.startSpan(SpanType.TRANSACTION, null, spanParent, start);
        try {
            this.parent = RunningContext.lasting(outer, span);
            this.recording = span.isRecording();
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
        if (error == null && !ended) {
            error = failure;
        }
    }

    /** The transaction is marked for a rollback, whatever comes; a commit that fails then has failed for that. */
    public void rollbackOnly() {
        if (!ended && error == null) {
            rollbackOnly = true;
        }
    }

    /** Says who rolls back, for want of a failure and of a mark. */
    public void rolledBackBy(String who) {
        if (!ended) {
            rolledBackBy = who;
        }
    }

    /** The transaction runs in a session that reads only. Asked for at its end, since nothing tells of a change. */
    public void readOnly() {
        try {
            if (!ended) {
                span.setAttribute(OrmAttributes.TRANSACTION_READ_ONLY, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The session manages so many entities. Asked for at its end, when all are there. */
    public void persistenceContext(int entities) {
        try {
            if (!ended && instrumenter != null && entities > 0) {
                span.setAttribute(OrmAttributes.PERSISTENCE_CONTEXT_SIZE, (long) entities);
                if (instrumenter.costLimits().isLargePersistenceContext(entities)) {
                    span.setAttribute(OrmAttributes.LARGE_PERSISTENCE_CONTEXT, true);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
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
    void hasWritten(@Nullable RecordedFrame by, Attributes statement, boolean batch, long nanos) {
        if (ended || !recording || instrumenter == null) {
            return;
        }
        wrote = true;
        NPlusOne repeats = instrumenter.nPlusOne();
        if (repeats == null || batch || statement.get(BATCH_SIZE) != null) {
            return;
        }
        WriteCounts all = writes;
        if (all == null) {
            all = new WriteCounts();
            writes = all;
        }
        repeats.written(span, all, by, statement, nanos);
    }

    /** The database has made keys for what was written last. */
    void keysReturn() {
        if (writes != null) {
            writes.keysReturn();
        }
    }

    /** A step that is no frame's, and no span yet. */
    void phase(SpanType phase, Attributes attributes, long from, long to, @Nullable Throwable failure) {
        if (ended || !recording || instrumenter == null) {
            return;
        }
        SpanDetail detail = instrumenter.detail();
        boolean isSpan = failure == null ? detail.mayBeSpan(to - from) && !detail.isDecidedLater() : detail.phases();
        if (isSpan) {
            instrumenter.writeSpan(phase, attributes, parent, from, to, failure);
        } else {
            times().add(phase, from, to, false);
        }
    }

    /** An operation has failed; the last failure is what a rollback is put down to. */
    void operationFailed(Throwable failure) {
        if (!ended && instrumenter != null) {
            operationError = failure.getClass();
            operationMessage = instrumenter.recordsMessages() ? failure.getMessage() : null;
        }
    }

    /** A transaction manager completes it, by the connections that are enlisted. */
    public void managed() {
        managed = true;
    }

    /** Whether the first connection that a transaction manager rolls back opens the step of that. */
    boolean awaitsRollback() {
        return managed && !ended && rollback == null;
    }

    /** The rollback has begun before the session is told: the step is held open until the transaction ends. */
    void rollbackStarts(Frame step) {
        rollback = step;
    }

    /** Whether there is a step of the rollback already. */
    public boolean isRollingBack() {
        return rollback != null;
    }

    /** {@link #end(Outcome)} of a transaction that nobody has completed. */
    public void end() {
        end(Outcome.UNKNOWN);
    }

    /** Ends the span of a transaction that nobody can complete any more. */
    public void abandon() {
        try {
            if (!ended) {
                span.setAttribute(OrmAttributes.TRANSACTION_LEAKED, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
        end();
    }

    /** Ends the span; idempotent, never throws. */
    public void end(Outcome outcome) {
        unsampled = false;
        if (ended || !isFirstEnd()) {
            return;
        }
        if (rollback != null) {
            rollback.end();
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
            around.transactionEnds(now);
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
        if (outcome != Outcome.COMMITTED) {
            describeRollback();
        }
        PhaseTimes told = times;
        if (told != null) {
            told.describe(span);
        }
        if (costs != null && instrumenter != null) {
            costs.describe(span, instrumenter.costLimits(), now - clockOffset);
        }
        NPlusOne repeats = instrumenter == null ? null : instrumenter.nPlusOne();
        if (repetitions != null && repeats != null) {
            repeats.describe(span, repetitions, null, now);
            if (!wrote && outcome != Outcome.ROLLED_BACK) {
                repeats.transactionEnds(this, repetitions);
            }
        }
        if (writes != null && repeats != null) {
            repeats.describe(span, writes, now);
        }
        Throwable failure = error;
        if (failure != null && instrumenter != null) {
            ErrorEvent.record(span, failure, null, instrumenter.recordsMessages(), now);
        }
    }

    private void describeRollback() {
        Throwable failure = error;
        Class<?> cause = failure == null ? operationError : failure.getClass();
        boolean marked = rollbackOnly && operationError == null;
        if (marked || cause == null) {
            String known = marked ? ROLLBACK_ONLY : rolledBackBy;
            if (known != null) {
                span.setAttribute(OrmAttributes.ROLLBACK_CAUSE, known);
            }
            return;
        }
        span.setAttribute(OrmAttributes.ROLLBACK_CAUSE, cause.getName());
        String message = operationMessage;
        if (failure != null) {
            message = instrumenter != null && instrumenter.recordsMessages() ? failure.getMessage() : null;
        }
        if (message != null) {
            span.setAttribute(OrmAttributes.ROLLBACK_MESSAGE, message);
        }
    }

    <T> void setAttribute(AttributeKey<T> key, T value) {
        span.setAttribute(key, value);
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
        ReadCounts known = repetitions;
        if (known == null) {
            known = ReadCounts.ofTransaction(threshold);
            repetitions = known;
        }
        return known;
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
            return unsampled && isWithoutSpan(Span.fromContext(outer));
        }
        if (outer == outerAtBegin) {
            return true;
        }
        Span current = Span.fromContext(outer);
        return isWithoutSpan(current) || Spans.isSame(current, Span.fromContext(outerAtBegin));
    }

    private static boolean isWithoutSpan(Span current) {
        return !current.getSpanContext().isValid();
    }

    /** Whether the transaction is the parent of what starts directly in the given frame, or outside of all (null). */
    boolean isParentIn(Context outer, @Nullable RecordedFrame frame) {
        RecordedFrame begun = enclosing == null ? null : enclosing.get();
        return frame == (begun == null || begun.closed ? null : begun) && isParentIn(outer);
    }

    /** Whether this is a transaction of its own inside that frame: of another session, in a listener or a callback. */
    boolean isBegunIn(RecordedFrame frame) {
        WeakReference<RecordedFrame> begun = enclosing;
        return begun != null && !ended && begun.get() == frame;
    }

    /** The span below which a statement is that starts in this context outside of operations. */
    Span spanAround(Context outer) {
        return isParentIn(outer) ? span : Span.fromContext(outer);
    }

    Context parentFor(Context outer) {
        return outer == outerAtBegin ? parent : RunningContext.lasting(outer, span);
    }
}
