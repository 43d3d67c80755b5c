package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.DbClientSpans;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.RunningContext.Content;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Starts the JDBC calls of one tracer: decides whether there is anything to record, below what, and whether it is a span.
 * Thread-safe; no method throws.
 */
final class JdbcCallOpener {

    final Instrumenter instrumenter;
    private volatile DescribedStatement lastPool = DescribedStatement.NONE;

    JdbcCallOpener(Instrumenter instrumenter) {
        this.instrumenter = instrumenter;
    }

    /**
     * Starts a {@code connect}; null when there is nothing to trace. There is one, however many wrappers it comes through.
     *
     * @param pool the name that the pool was given, if it was
     * @param guess what it is called where no wrapper has a name
     */
    @Nullable
    JdbcCall connect(@Nullable Frame likely, @Nullable TransactionSpan transaction, Attributes pool, Attributes guess) {
        try {
            RecordedFrame innermost = RecordedFrame.currentOfAny(likely);
            if (joins(innermost, pool, guess)) {
                return null;
            }
            Attributes attributes = pool.isEmpty() ? guess : pool;
            RecordedFrame frame = innermost != null && innermost.instrumenter == instrumenter ? innermost : null;
            if (frame == null || transaction != null && transaction.isBegunIn(frame)) {
                return startAlone(frame, transaction, null, attributes);
            }
            return FrameChildren.mayCall(frame) ? startIn(frame, transaction, null, attributes, frame.now()) : null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /**
     * Starts a statement; null when there is nothing to trace.
     *
     * @param likely the frame that is most likely the thread's innermost one, or null
     * @param transaction the transaction that has the connection, or null
     * @param prepared whether inside an operation its time began when it was prepared
     */
    @Nullable
    JdbcCall query(
            @Nullable Frame likely,
            @Nullable TransactionSpan transaction,
            DescribedStatement statement,
            boolean prepared) {
        try {
            RecordedFrame frame = RecordedFrame.current(instrumenter, likely);
            if (frame == null || transaction != null && transaction.isBegunIn(frame)) {
                return startAlone(frame, transaction, statement, Attributes.empty());
            }
            if (!FrameChildren.mayCall(frame)) {
                return null;
            }
            long start = prepared ? Phases.statementStart(frame) : frame.now();
            if (frame.name != null && frame.name.kind == OperationKind.STATEMENT) {
                learn(frame, statement);
            }
            return startIn(frame, transaction, statement, Attributes.empty(), start);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** A statement is about to run, which may tell what the operation is. */
    static void learn(RecordedFrame frame, DescribedStatement statement) {
        if (frame.name != null && frame.name.isUnknown() && frame.owner() instanceof StatementReader reader) {
            String text = statement.text;
            if (text != null) {
                reader.read(text, frame);
            }
        }
    }

    /**
     * Writes the begin of a transaction of plain JDBC, unless a frame or another wrapper has seen to it.
     *
     * @param from the {@link System#nanoTime()} of the call that began it, 0 for now
     * @param to the same of its end
     */
    void writeTransactionStart(long from, long to, Attributes attributes) {
        try {
            Context current = RunningContext.current();
            if (RecordedFrame.current() != null
                    || JdbcCall.running() != null
                    || !instrumenter.isEnabled()
                    || UnsampledFrame.isUnsampledIn(instrumenter, current)) {
                return;
            }
            long begin = from == 0 ? System.nanoTime() : from;
            long offset = TraceClock.offset(begin);
            instrumenter
                    .startJdbcTransaction(attributes, current, offset + begin)
                    .end(offset + (from == 0 ? begin : to), TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Whether a {@code connect} is running, which then learns of the pool. */
    boolean joinsConnect(Attributes pool, Attributes guess) {
        try {
            return joins(RecordedFrame.current(), pool, guess);
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    private static boolean joins(@Nullable RecordedFrame innermost, Attributes pool, Attributes guess) {
        JdbcCall running = runningIn(innermost);
        if (running == null || !running.isRunningConnect()) {
            return false;
        }
        running.join(pool);
        running.named(guess);
        return true;
    }

    /** What runs in the thread's innermost frame, else outside of frames, or null. */
    private static @Nullable JdbcCall runningIn(@Nullable RecordedFrame innermost) {
        return innermost != null && innermost.open instanceof JdbcCall open ? open : JdbcCall.running();
    }

    /**
     * @param described null of a {@code connect}
     * @param pool of a {@code connect}
     */
    private @Nullable JdbcCall startIn(
            RecordedFrame frame,
            @Nullable TransactionSpan transaction,
            @Nullable DescribedStatement described,
            Attributes pool,
            long start) {
        if (!FrameChildren.starts(frame, start)) {
            return null;
        }
        Context current = RunningContext.current();
        boolean statement = described != null;
        boolean foreign = statement && DbClientSpans.isOpen(current);
        JdbcCall call = create(frame, described, pool, foreign);
        call.transaction = transaction;
        call.start = start;
        call.clockOffset = frame.clockOffset;
        if (statement && frame.fate.isMerged()) {
            // This statement is no span, and other tracers must not create one for it either.
            Span none = Span.getInvalid();
            call.begins(none, RunningContext.enter(current, current, none, Content.STATEMENT_ONLY), null);
            return call;
        }
        boolean known = statement ? !foreign : instrumenter.current.detail.isAlwaysSpan && !frame.fate.isMerged();
        if (!known || !frame.fate.recordsSpan) {
            call.begins(null, null, null);
            return call;
        }
        Context parent = FrameChildren.parentForPart(frame, current);
        Span span = described != null
                ? instrumenter.startStatement(frame.purpose, described, null, parent, start)
                : instrumenter.startStep(SpanType.CONNECT, pool, parent, start);
        begin(call, span, null, current, parent);
        return call;
    }

    /**
     * @param around the frame that the transaction was begun in, or null
     * @param described null of a {@code connect}
     * @param pool of a {@code connect}
     */
    private @Nullable JdbcCall startAlone(
            @Nullable RecordedFrame around,
            @Nullable TransactionSpan transaction,
            @Nullable DescribedStatement described,
            Attributes pool) {
        if (isBusy(around)) {
            return null;
        }
        Context current = RunningContext.current();
        TransactionSpan above = transaction != null && transaction.isParentIn(current) ? transaction : null;
        boolean inTransaction = above != null;
        Context parent = above == null ? current : above.parentFor(current);
        boolean unsampled = inTransaction
                ? Spans.isUnsampled(Span.fromContext(parent))
                : UnsampledFrame.isUnsampledIn(instrumenter, current);
        boolean statement = described != null;
        boolean foreign = statement && DbClientSpans.isOpen(current);
        boolean spanless =
                unsampled || foreign || inTransaction && !statement && !instrumenter.current.detail.isAlwaysSpan;
        if (unsampled && !instrumenter.measures() || foreign && !inTransaction) {
            return null;
        }
        long nanoTime = System.nanoTime();
        long clockOffset = above != null ? above.clockOffset() : TraceClock.offset(nanoTime);
        long start = clockOffset + nanoTime;
        Caller caller = statement && !spanless ? instrumenter.findCaller() : null;
        Span span = null;
        if (!spanless) {
            span = described != null
                    ? instrumenter.startStatement(
                            around == null ? null : around.purpose, described, caller, parent, start)
                    : instrumenter.startStep(SpanType.CONNECT, pool, parent, start);
            if (!isSeen(span, around, parent)) {
                return null;
            }
        }
        JdbcCall call = create(around, described, pool, foreign);
        call.transaction = transaction;
        call.ofTransaction = inTransaction;
        call.start = start;
        call.clockOffset = clockOffset;
        begin(call, span, caller, current, parent);
        return call;
    }

    /** Whether nothing can start outside of frames, or in the frame that a transaction was begun in. */
    boolean isBusy(@Nullable RecordedFrame around) {
        return around == null
                ? !instrumenter.isEnabled() || JdbcCall.isStatementRunning(instrumenter)
                : around.open != null;
    }

    /** Whether there is anything to record of a span that has started. */
    private boolean isSeen(Span span, @Nullable RecordedFrame around, Context parent) {
        try {
            // A sampler that leaves out this span does not say that of its parent: the phases around it are that one's.
            return around != null
                    || span.isRecording()
                    || instrumenter.measuresOperations
                    || Span.fromContext(parent).isRecording();
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    /** The span has started, unless it is null: it becomes current if it is recorded. */
    static void begin(JdbcCall call, @Nullable Span span, @Nullable Caller caller, Context current, Context parent) {
        if (span == null) {
            call.begins(null, null, null);
            return;
        }
        try {
            if (span.isRecording()) {
                Content content = call.isStatement ? Content.STATEMENT : Content.SPAN;
                call.begins(span, RunningContext.enter(current, parent, span, content), caller);
            } else {
                call.begins(null, null, null);
            }
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    /**
     * @param described null of a {@code connect}
     * @param foreign whether somebody else has a span of the same statement
     */
    JdbcCall create(
            @Nullable RecordedFrame frame, @Nullable DescribedStatement described, Attributes pool, boolean foreign) {
        SpanType type = described == null ? SpanType.CONNECT : SpanType.DB_QUERY;
        DescribedStatement statement = described == null ? ofPool(pool) : described;
        return instrumenter.measuresOperations
                ? new MeasuredJdbcCall(instrumenter, frame, type, statement, foreign)
                : new JdbcCall(instrumenter, frame, type, statement);
    }

    /** Most connections come from one pool, so it is described once. */
    private DescribedStatement ofPool(Attributes pool) {
        DescribedStatement known = lastPool;
        if (known.attributes != pool) {
            known = DescribedStatement.of(pool);
            lastPool = known;
        }
        return known;
    }
}
