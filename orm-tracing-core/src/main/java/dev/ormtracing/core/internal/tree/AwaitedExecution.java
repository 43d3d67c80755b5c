package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.DbClientSpans;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.name.Caller;
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

    final Instrumenter instrumenter;
    final @Nullable RecordedFrame frame;
    final Span span;
    final Attributes attributes;
    final long clockOffset;
    final long start;

    /** The call site of a statement outside of operations. */
    final @Nullable Caller caller;

    /** The transaction that has the connection, or null. */
    @Nullable
    TransactionSpan transaction;

    /** A child of the transaction, and of no frame. */
    boolean ofTransaction;

    private final Span outer;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long prepared;

    private AwaitedExecution(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            Span span,
            Span outer,
            Attributes attributes,
            @Nullable Caller caller,
            long clockOffset,
            long start) {
        this.instrumenter = instrumenter;
        this.frame = frame;
        this.span = span;
        this.outer = outer;
        this.attributes = attributes;
        this.caller = caller;
        this.clockOffset = clockOffset;
        this.start = start;
    }

    /** Starts the span of a statement that is about to be prepared; null when there is nothing to trace. */
    static @Nullable AwaitedExecution start(
            Instrumenter instrumenter, @Nullable TransactionSpan transaction, String name, Attributes attributes) {
        try {
            if (DbClientSpans.isOpen(RunningContext.current())) {
                return null;
            }
            RecordedFrame frame = RecordedFrame.current(instrumenter);
            AwaitedExecution started = frame == null || transaction != null && transaction.isBegunIn(frame)
                    ? startAlone(instrumenter, frame, transaction, name, attributes)
                    : startIn(frame, instrumenter, name, attributes);
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
            RecordedFrame frame, Instrumenter instrumenter, String name, Attributes attributes) {
        boolean seen = !frame.hasBegun() || frame.isWritten();
        if (!frame.isRecording() || frame.isStatementOpen() || !seen || !frame.mayExecute()) {
            return null;
        }
        long start = frame.statementStart();
        frame.learn(attributes);
        frame.childStarts(start);
        if (!frame.isWritten() || frame.isMerged()) {
            return null;
        }
        Context parent = frame.parentForPart(Context.current());
        Span span = instrumenter.startStatement(frame.cause(), name, attributes, null, parent, start);
        return of(instrumenter, frame, span, Span.getInvalid(), attributes, null, frame.clockOffset(), start);
    }

    private static @Nullable AwaitedExecution startAlone(
            Instrumenter instrumenter,
            @Nullable RecordedFrame around,
            @Nullable TransactionSpan transaction,
            String name,
            Attributes attributes) {
        if (around == null
                ? !instrumenter.isEnabled() || JdbcCall.isStatementRunning(instrumenter)
                : around.isStatementOpen()) {
            return null;
        }
        Context current = Context.current();
        boolean inTransaction = transaction != null && transaction.isParentIn(current);
        Context parent = inTransaction ? transaction.parentFor(current) : current;
        if (inTransaction
                ? Spans.isUnsampled(Span.fromContext(parent))
                : UnsampledFrame.isUnsampledIn(instrumenter, current)) {
            return null;
        }
        long nanoTime = System.nanoTime();
        long clockOffset = inTransaction ? transaction.clockOffset() : TraceClock.offset(nanoTime);
        long start = clockOffset + nanoTime;
        Caller caller = instrumenter.findCaller();
        Span span = instrumenter.startStatement(null, name, attributes, caller, parent, start);
        AwaitedExecution started =
                of(instrumenter, around, span, Span.fromContext(current), attributes, caller, clockOffset, start);
        if (started != null) {
            started.ofTransaction = inTransaction;
        }
        return started;
    }

    private static @Nullable AwaitedExecution of(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            Span span,
            Span outer,
            Attributes attributes,
            @Nullable Caller caller,
            long clockOffset,
            long start) {
        try {
            return span.isRecording()
                    ? new AwaitedExecution(instrumenter, frame, span, outer, attributes, caller, clockOffset, start)
                    : null;
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    /** The execution of the statement, or null where it is not the one that the span is of. */
    public @Nullable JdbcCall execute() {
        return JdbcCall.start(this);
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
                span.updateName(instrumenter.prepareName());
            } finally {
                span.end(prepared == 0 ? clockOffset + System.nanoTime() : prepared, TimeUnit.NANOSECONDS);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Whether the execution that starts now is the one that the span is of; if so, once. */
    boolean take(@Nullable RecordedFrame running, Span current) {
        boolean same = running == frame && (frame != null || Spans.isSame(current, outer));
        return same && !over.getAndSet(true);
    }

    SpanContext spanContext() {
        return span.getSpanContext();
    }
}
