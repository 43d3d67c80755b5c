package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.TracerSource;
import dev.ormtracing.core.internal.merge.Manner;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.TracerOptions;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Internal: starts the spans of one {@link dev.ormtracing.core.OrmTracing}. Thread-safe; no method throws,
 * and none returns null unless it says so.
 */
public final class OperationTracer {

    /** Whether a framework names the transactions that it begins. Nobody looks for them otherwise. */
    public static volatile boolean namesTransactions;

    public final Instrumenter instrumenter;
    private final FrameOpener frames;
    private final JdbcCallOpener calls;
    private final CacheCalls caches;
    private final @Nullable SqlComments comments;
    private final boolean merges;

    public OperationTracer(TracerSource source, TracerOptions options) {
        this.instrumenter = new Instrumenter(source, options);
        this.frames = new FrameOpener(instrumenter, options.hasComments());
        this.merges = instrumenter.mergesOperations();
        this.calls = new JdbcCallOpener(instrumenter);
        this.caches = new CacheCalls(instrumenter);
        this.comments = options.hasComments() ? new SqlComments(instrumenter, options.commentsCarryTrace()) : null;
    }

    /** Takes those options that may change while the application runs. */
    public void adjust(TracerOptions options) {
        instrumenter.adjust(options);
    }

    /** What statements carry, or null for nothing. */
    public @Nullable SqlComments comments() {
        return comments;
    }

    /** What tells calls on second-level caches. */
    public CacheCalls caches() {
        return caches;
    }

    /** Whether an SDK is registered and tracing is not switched off. */
    public boolean isEnabled() {
        return instrumenter.isEnabled();
    }

    /** Whether nothing will ever be traced. */
    public boolean isSwitchedOff() {
        return instrumenter.isSwitchedOff();
    }

    /** Whether a statement that runs now outside of any frame would be traced: the trace that is running is sampled. */
    public boolean isSampling() {
        return instrumenter.isEnabled()
                && (instrumenter.measuresOperations
                        || !UnsampledFrame.isUnsampledIn(instrumenter, RunningContext.current()));
    }

    /** Whether a statement that runs now on the connection of this transaction would be traced, outside of any frame. */
    public boolean isSampling(TransactionSpan transaction) {
        return isEnabled()
                && (instrumenter.measuresOperations || !Spans.isUnsampled(transaction.spanAround(Context.current())));
    }

    /**
     * Whether what that session does now, outside of any frame, is an operation: it is sampled, or the comments of its
     * statements name it.
     */
    public boolean opensOperation(Object session) {
        return isSampling() || comments != null && isEnabled() && !UnsampledOperation.isRunning(instrumenter, session);
    }

    /** How to tell that an optimistic lock is behind a failure, which is the ORM's. It must not throw. */
    public void recognizeOptimisticLock(Predicate<Throwable> recognized) {
        instrumenter.recognizeOptimisticLock(recognized);
    }

    /** The instruments, or null while there are none: metrics are off, or no SDK is registered. */
    public @Nullable Metrics metrics() {
        return instrumenter.metrics();
    }

    /** Whether many equal operations of a session are to be one span. */
    public boolean mergesOperations() {
        return merges;
    }

    /** What merges the operations of one session, or null where none are merged. */
    public @Nullable MergedOperations mergedOperations() {
        return merges ? new MergedOperations(instrumenter) : null;
    }

    /**
     * What makes one span of the operations of one session that leave their work to the flush.
     *
     * @param siblings takes the span where there are many equal ones, or null
     */
    public WriteRun writeRun(@Nullable MergedOperations siblings) {
        return new WriteRun(instrumenter, siblings);
    }

    /** The innermost open frame of this tracer on the calling thread, or null. */
    public @Nullable Frame current() {
        RecordedFrame innermost = (RecordedFrame) StackedFrame.top(ThreadSlots.FRAME);
        return innermost != null && innermost.instrumenter == instrumenter ? innermost : null;
    }

    /** {@link #current()}; what it most likely is, or null, is asked first. */
    public @Nullable Frame current(@Nullable Frame likely) {
        return likely != null && likely.isInnermost() ? likely : current();
    }

    /** The innermost open frame on the calling thread, of whatever tracer, or null. */
    public static @Nullable Frame currentOfAny() {
        return RecordedFrame.current();
    }

    /**
     * The span that a statement is a part of which is prepared now, and gets no span of its own: that of what is running,
     * else the current one. A deferred operation becomes a span: it touches the database. Not recording where the trace is
     * not sampled.
     */
    public Span spanOfStatement() {
        try {
            RecordedFrame frame = RecordedFrame.current(instrumenter, null);
            if (frame == null) {
                return UnsampledFrame.isUnsampledIn(instrumenter, RunningContext.current())
                        ? Span.getInvalid()
                        : Span.current();
            }
            frame.becomeSpan();
            return frame.fate.begun && frame.fate.recordsSpan ? frame.context.span() : Span.getInvalid();
        } catch (Throwable e) {
            Guard.report(e);
            return Span.getInvalid();
        }
    }

    /** An operation that is named by model and method, and merged with none. */
    public Frame startOperation(
            Object owner, OperationMethod method, @Nullable String model, @Nullable TransactionSpan transaction) {
        return startOperation(owner, method, model, null, transaction, null);
    }

    /**
     * Opens an operation and makes it current.
     *
     * @param owner the session that the operation belongs to
     * @param method the JPA or Hibernate method that was called
     * @param model the JPA entity name, or null where there is none
     * @param name what the operation is called, or null for {@code model.method}
     * @param transaction the session's running transaction, or null
     * @param siblings what it is merged with where there are many equal ones, or null
     * @return the open frame, a no-op one when nothing is traced
     */
    public Frame startOperation(
            Object owner,
            OperationMethod method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            @Nullable MergedOperations siblings) {
        return frames.openOperation(
                owner, method, model, name, transaction, siblings == null ? Manner.AT_ONCE : siblings.atOnce);
    }

    /**
     * Opens an operation that becomes a span only when a JDBC action happens inside: a lazy load that a cache answers is
     * none.
     */
    public Frame startDeferredOperation(
            Object owner,
            OperationMethod method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            @Nullable MergedOperations siblings) {
        return frames.openOperation(owner, method, model, name, transaction, Manner.deferred(siblings));
    }

    /**
     * Opens an operation that usually leaves its work to the flush. Equal ones in a row that touch no database become one
     * span, written by the given object.
     */
    public Frame startOperationOfRun(
            Object owner,
            OperationMethod method,
            @Nullable String model,
            @Nullable TransactionSpan transaction,
            WriteRun run) {
        return frames.openOperation(owner, method, model, null, transaction, run.manner);
    }

    /** Opens an automatic flush, which becomes a span only when it touches the database. */
    public Frame startFlush(Object owner, @Nullable TransactionSpan transaction) {
        return frames.openStep(SpanType.FLUSH, owner, transaction, Manner.DEFERRED, false);
    }

    /** Opens a step of a transaction's or a factory's life, always a span. */
    public Frame startStep(SpanType type, Object owner, @Nullable TransactionSpan transaction) {
        return frames.openStep(type, owner, transaction, Manner.AT_ONCE, false);
    }

    /** Opens a step that becomes a span only with a JDBC action, or when it is told to: it may never be ended. */
    public Frame startDeferredStep(SpanType type, Object owner) {
        return frames.openStep(type, owner, null, Manner.DEFERRED, false);
    }

    /**
     * Opens a step that somebody else has the transaction take, such as a transaction manager: below it on whatever
     * thread, in whatever context. A no-op one when the transaction has ended or is not traced.
     */
    public Frame startStepOf(TransactionSpan transaction, SpanType type, Object owner) {
        return transaction.isEnded() ? Frame.NOOP : openStepOf(transaction, type, owner);
    }

    private Frame openStepOf(TransactionSpan transaction, SpanType type, Object owner) {
        return frames.openStep(type, owner, transaction, Manner.AT_ONCE, true);
    }

    /** A transaction manager rolls a connection back that the transaction has: a step, unless something is under way. */
    public void rollbackStarts(TransactionSpan transaction) {
        if (transaction.awaitsRollback() && current() == null) {
            transaction.rollbackStarts(openStepOf(transaction, SpanType.ROLLBACK_TRANSACTION, transaction));
        }
    }

    /**
     * Starts the span of a transaction. It is never current: the application runs between its two ends.
     *
     * @param connect how the session has obtained its connection, or null where it has none
     */
    public TransactionSpan startTransaction(@Nullable EarlyConnect connect) {
        return startTransaction(connect, null);
    }

    /** Starts the span of a transaction outside of the session's own operation, which ends before the transaction does. */
    public TransactionSpan startTransactionOutside(Object session) {
        return startTransaction(null, session);
    }

    private TransactionSpan startTransaction(@Nullable EarlyConnect connect, @Nullable Object outsideOf) {
        try {
            if (!isEnabled()) {
                return TransactionSpan.NOOP;
            }
            Context outer = RunningContext.current();
            RecordedFrame enclosing = RecordedFrame.current(instrumenter, null);
            while (enclosing != null && outsideOf != null && enclosing.belongsTo(outsideOf)) {
                outer = enclosing.context.outer();
                enclosing = enclosing.enclosing;
            }
            if (enclosing == null ? UnsampledFrame.isUnsampledIn(instrumenter, outer) : !enclosing.fate.recordsSpan) {
                return TransactionSpan.unsampled(
                        outer, instrumenter.measuresOperations ? TraceClock.offset(System.nanoTime()) : 0);
            }
            EarlyConnect first = connect != null && enclosing == null && connect.isFor(outer) ? connect : null;
            if (connect != null && first == null) {
                connect.settle();
            }
            long nanoTime = first != null ? first.start() : System.nanoTime();
            long offset = enclosing == null ? TraceClock.offset(nanoTime) : enclosing.clockOffset;
            Context parent = outer;
            if (enclosing != null) {
                parent = FrameChildren.parentForChild(enclosing, outer);
                FrameChildren.transactionStarts(enclosing, offset + nanoTime);
            }
            TransactionSpan transaction =
                    new TransactionSpan(instrumenter, enclosing, outer, parent, offset, offset + nanoTime);
            String called = namesTransactions ? (String) ThreadSlots.TRANSACTION_NAME.get() : null;
            if (called != null) {
                transaction.setAttribute(OrmAttributes.TRANSACTION_NAME, called);
            }
            if (first != null) {
                transaction.phase(SpanType.CONNECT, first.attributes(), offset + nanoTime, first.end(offset), null);
            }
            return transaction;
        } catch (Throwable e) {
            Guard.report(e);
            return TransactionSpan.NOOP;
        }
    }

    /**
     * Writes the begin of a transaction of plain JDBC, unless a frame or another wrapper has seen to it: the call that
     * switched auto-commit off, or no time at all.
     *
     * @param from the {@link System#nanoTime()} of the call, 0 for now
     * @param to the same of its end
     */
    public void writeTransactionStart(long from, long to, Attributes attributes) {
        calls.writeTransactionStart(from, to, attributes);
    }

    /**
     * Writes an operation that has failed before there was anything to open a frame for.
     *
     * @param from the {@link System#nanoTime()} of its start
     */
    public void writeFailedOperation(OperationMethod method, long from, Throwable failure) {
        frames.writeFailed(method, from, failure);
    }

    /** A session connects that nobody has begun a transaction in; null where it is a child of something. */
    public @Nullable EarlyConnect startEarlyConnect() {
        return EarlyConnect.start(instrumenter);
    }

    /** Whether a {@code connect} is running, which then learns of the pool as in {@link #startConnect(Attributes, Attributes)}. */
    public boolean joinsConnect(Attributes pool, Attributes guess) {
        return calls.joinsConnect(pool, guess);
    }

    /**
     * Starts a {@code connect} span; null when there is nothing to trace, or one is running, which learns of the pool.
     *
     * @param pool the name that the pool was given, if it was
     * @param guess what it is called where no wrapper of its has a name
     */
    public @Nullable JdbcCall startConnect(Attributes pool, Attributes guess) {
        return calls.connect(null, null, pool, guess);
    }

    /**
     * Starts a {@code connect} span for a connection that the given transaction, or null, is going to use.
     *
     * @param likely what {@link #current()} most likely is, or null
     * @param guess what the pool is called where no wrapper has a name
     */
    public @Nullable JdbcCall startConnect(
            @Nullable Frame likely, @Nullable TransactionSpan transaction, Attributes guess) {
        return calls.connect(likely, transaction, Attributes.empty(), guess);
    }

    /**
     * Starts a {@code db_query} span and makes it current; null when there is nothing to trace. On a connection that a
     * transaction of a session has, it is that one's, whoever runs the statement.
     *
     * @param likely what {@link #current()} most likely is, or null
     * @param transaction the running transaction, or null
     */
    public @Nullable JdbcCall startQuery(
            @Nullable Frame likely, @Nullable TransactionSpan transaction, DescribedStatement statement) {
        return calls.query(likely, transaction, statement, false);
    }

    /** {@link #startQuery(Frame, TransactionSpan, DescribedStatement)} in a frame of which nothing is known. */
    public @Nullable JdbcCall startQuery(@Nullable TransactionSpan transaction, DescribedStatement statement) {
        return calls.query(null, transaction, statement, false);
    }

    /**
     * Starts the {@code db_query} of a prepared statement, which inside an operation is dated back to its prepare.
     *
     * @param likely what {@link #current()} most likely is, or null
     * @param transaction the running transaction that has the connection, or null
     */
    public @Nullable JdbcCall startPreparedQuery(
            @Nullable Frame likely, @Nullable TransactionSpan transaction, DescribedStatement statement) {
        return calls.query(likely, transaction, statement, true);
    }

    /**
     * Starts the span of a statement that is about to be prepared, so that its text can carry the span; null when there is
     * nothing to trace.
     *
     * @param transaction the running transaction that has the connection, or null
     */
    public @Nullable AwaitedExecution prepareQuery(
            @Nullable TransactionSpan transaction, DescribedStatement statement) {
        return AwaitedExecution.start(calls, transaction, statement);
    }
}
