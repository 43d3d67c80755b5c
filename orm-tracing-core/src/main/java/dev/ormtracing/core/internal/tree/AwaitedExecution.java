package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.DbClientSpans;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Internal: the span of a statement that has been prepared and not been executed yet, for a text that carries the span's
 * own context. It is the statement's first execution that it becomes, if that follows in the same operation, or under the
 * same span; else it ends as what it was: a prepare. May be ended by any thread; no method throws.
 */
public final class AwaitedExecution {

    private final @Nullable RecordedFrame frame;
    private final Span span;
    private final DescribedStatement statement;
    private long clockOffset;
    private long start;

    /** The call site of a statement outside of operations. */
    @Nullable
    Caller caller;

    /** The transaction that has the connection, or null. */
    private @Nullable TransactionSpan transaction;

    /** A child of the transaction, and of no frame. */
    private boolean ofTransaction;

    private final JdbcCallOpener calls;
    private final Span outer;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long prepared;

    private AwaitedExecution(
            JdbcCallOpener calls, @Nullable RecordedFrame frame, Span span, Span outer, DescribedStatement statement) {
        this.calls = calls;
        this.frame = frame;
        this.span = span;
        this.outer = outer;
        this.statement = statement;
    }

    /** Starts the span of a statement that is about to be prepared; null when there is nothing to trace. */
    static @Nullable AwaitedExecution start(
            JdbcCallOpener calls, @Nullable TransactionSpan transaction, DescribedStatement statement) {
        try {
            if (DbClientSpans.isOpen(RunningContext.current())) {
                return null;
            }
            RecordedFrame frame = RecordedFrame.current(calls.instrumenter, null);
            AwaitedExecution started = frame == null || transaction != null && transaction.isBegunIn(frame)
                    ? startAlone(calls, frame, transaction, statement)
                    : startIn(frame, calls, statement);
            if (started != null) {
                started.transaction = transaction;
            }
            return started;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static @Nullable AwaitedExecution startIn(
            RecordedFrame frame, JdbcCallOpener calls, DescribedStatement statement) {
        boolean seen = !frame.fate.begun || frame.fate.recordsSpan;
        // What is prepared there is executed in another frame.
        boolean executes = frame.inside != Frame.Inside.PREPARES;
        if (!FrameChildren.mayCall(frame) || !seen || !executes) {
            return null;
        }
        long start = Phases.statementStart(frame);
        JdbcCallOpener.learn(frame, statement);
        FrameChildren.starts(frame, start);
        if (!frame.fate.recordsSpan || frame.fate.isMerged()) {
            return null;
        }
        Context parent = FrameChildren.parentForPart(frame, Context.current());
        Span span = calls.instrumenter.startStatement(frame.purpose, statement, null, parent, start);
        AwaitedExecution started = of(calls, frame, span, Span.getInvalid(), statement);
        if (started != null) {
            started.startsAt(start, frame.clockOffset);
        }
        return started;
    }

    private static @Nullable AwaitedExecution startAlone(
            JdbcCallOpener calls,
            @Nullable RecordedFrame around,
            @Nullable TransactionSpan transaction,
            DescribedStatement statement) {
        Instrumenter instrumenter = calls.instrumenter;
        if (calls.isBusy(around)) {
            return null;
        }
        Context current = Context.current();
        TransactionSpan above = transaction != null && transaction.isParentIn(current) ? transaction : null;
        Context parent = above == null ? current : above.parentFor(current);
        if (above != null
                ? Spans.isUnsampled(Span.fromContext(parent))
                : UnsampledFrame.isUnsampledIn(instrumenter, current)) {
            return null;
        }
        long nanoTime = System.nanoTime();
        long clockOffset = above != null ? above.clockOffset() : TraceClock.offset(nanoTime);
        long start = clockOffset + nanoTime;
        Caller caller = instrumenter.findCaller();
        Span span = instrumenter.startStatement(null, statement, caller, parent, start);
        AwaitedExecution started = of(calls, around, span, Span.fromContext(current), statement);
        if (started != null) {
            started.startsAt(start, clockOffset);
            started.caller = caller;
            started.ofTransaction = above != null;
        }
        return started;
    }

    private static @Nullable AwaitedExecution of(
            JdbcCallOpener calls, @Nullable RecordedFrame frame, Span span, Span outer, DescribedStatement statement) {
        try {
            return span.isRecording() ? new AwaitedExecution(calls, frame, span, outer, statement) : null;
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    private void startsAt(long epochNanos, long offset) {
        start = epochNanos;
        clockOffset = offset;
    }

    /** The execution of the statement, or null where it is not the one that the span is of. */
    public @Nullable JdbcCall execute() {
        try {
            Instrumenter instrumenter = calls.instrumenter;
            RecordedFrame running = RecordedFrame.current(instrumenter, null);
            Context current = RunningContext.current();
            if (running == null ? JdbcCall.isStatementRunning(instrumenter) : !FrameChildren.mayCall(running)) {
                return null;
            }
            return DbClientSpans.isOpen(current) || !take(running, Span.fromContext(current))
                    ? null
                    : begin(running, current);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private JdbcCall begin(@Nullable RecordedFrame running, Context current) {
        try {
            JdbcCall call = calls.create(running, statement, Attributes.empty(), false);
            call.transaction = transaction;
            call.ofTransaction = ofTransaction;
            call.start = start;
            call.clockOffset = clockOffset;
            JdbcCallOpener.begin(call, span, caller, current, parent(running, current));
            return call;
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    private Context parent(@Nullable RecordedFrame running, Context current) {
        if (running == null || ofTransaction) {
            return current;
        }
        FrameChildren.starts(running, running.now());
        return FrameChildren.parentForPart(running, current);
    }

    /** The statement has been prepared: when the span ends if there is no more to come. */
    public void prepared() {
        prepared = clockOffset + System.nanoTime();
    }

    /** Ends the span unless the statement has been executed; idempotent. */
    public void discard() {
        if (over.getAndSet(true)) {
            return;
        }
        try {
            try {
                span.updateName(calls.instrumenter.prepareName());
            } finally {
                span.end(prepared == 0 ? clockOffset + System.nanoTime() : prepared, TimeUnit.NANOSECONDS);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Whether the execution that starts now is the one that the span is of; if so, once. */
    private boolean take(@Nullable RecordedFrame running, Span current) {
        boolean same = running == frame && (frame != null || Spans.isSame(current, outer));
        return same && !over.getAndSet(true);
    }

    SpanContext spanContext() {
        return span.getSpanContext();
    }
}
