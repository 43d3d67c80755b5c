package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.FrameContext;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.merge.Manner;
import dev.ormtracing.core.internal.merge.OneOfMany;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Opens the frames of one tracer: decides whether there is anything to record, below what, and whether it is a span at once.
 * Thread-safe.
 */
final class FrameOpener {

    private final Instrumenter instrumenter;
    private final boolean comments;

    /** @param comments whether statements carry comments, which name operations that are not sampled too */
    FrameOpener(Instrumenter instrumenter, boolean comments) {
        this.instrumenter = instrumenter;
        this.comments = comments;
    }

    /**
     * Opens an operation and makes it current.
     *
     * @param name what it is called, or null for {@code model.method}
     * @param transaction the session's running transaction, or null
     * @return the open frame, a no-op one when nothing is traced; never throws
     */
    Frame openOperation(
            Object owner,
            OperationMethod method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            Manner manner) {
        try {
            if (!instrumenter.isEnabled()) {
                return Frame.NOOP;
            }
            OperationName operation = instrumenter.nameOf(method, model, name);
            Frame opened = open(SpanType.OPERATION, owner, operation, transaction, manner, false);
            if (opened == null) {
                return Frame.NOOP;
            }
            return !comments || opened instanceof RecordedFrame
                    ? opened
                    : UnsampledOperation.enter(instrumenter, owner, operation, opened);
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }

    /** Writes an operation that has failed before there was anything to open a frame for. */
    void writeFailed(OperationMethod method, long from, Throwable failure) {
        try {
            Context current = RunningContext.current();
            if (!instrumenter.isEnabled() || UnsampledFrame.isUnsampledIn(instrumenter, current)) {
                return;
            }
            RecordedFrame around = RecordedFrame.current(instrumenter, null);
            long offset = around == null ? TraceClock.offset(from) : around.clockOffset;
            long end = offset + System.nanoTime();
            if (around == null) {
                writeFailed(method, current, offset + from, end, failure);
            } else if (FrameChildren.starts(around, offset + from)) {
                writeFailed(method, FrameChildren.parentForChild(around, current), offset + from, end, failure);
                FrameChildren.ends(around, SpanType.OPERATION, false, end);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void writeFailed(OperationMethod method, Context parent, long start, long end, Throwable failure) {
        OperationName operation = instrumenter.nameOf(method, null, null);
        Caller caller = instrumenter.findCaller();
        Span span = instrumenter.startSpan(SpanType.OPERATION, operation, caller, parent, start);
        try {
            instrumenter.recordFailure(span, SpanType.OPERATION, failure, null, end);
        } finally {
            span.end(end, TimeUnit.NANOSECONDS);
        }
        Metrics metrics = instrumenter.metrics();
        if (metrics != null) {
            metrics.operationEnds(operation, end - start, 0, failure);
        }
    }

    /**
     * Opens what is no operation: a flush or a step.
     *
     * @param belongs whether it is below the transaction whatever is current
     */
    Frame openStep(SpanType type, Object owner, @Nullable TransactionSpan transaction, Manner manner, boolean belongs) {
        try {
            Frame opened = instrumenter.isEnabled() ? open(type, owner, null, transaction, manner, belongs) : null;
            return opened == null ? Frame.NOOP : opened;
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }

    /**
     * @param belongs whether it is below the transaction whatever is current
     * @return null inside of a frame that does not record
     */
    private @Nullable Frame open(
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            @Nullable TransactionSpan transaction,
            Manner manner,
            boolean belongs) {
        RecordedFrame innermost = RecordedFrame.current();
        RecordedFrame enclosing = innermost != null && innermost.instrumenter == instrumenter ? innermost : null;
        if (enclosing != null && !enclosing.isRecording()) {
            return null;
        }
        Context outer = RunningContext.current();
        UnsampledFrame around = enclosing == null ? UnsampledFrame.of(instrumenter, outer) : null;
        TransactionSpan above =
                transaction != null && around == null && (belongs || transaction.isParentIn(outer, enclosing))
                        ? transaction
                        : null;
        Context parent = above == null ? outer : above.parentFor(outer);
        boolean unsampled = enclosing == null && (around != null || Spans.isUnsampled(Span.fromContext(parent)));
        if (unsampled && !instrumenter.measuresOperations) {
            return parent == outer
                    ? Frame.NOOP
                    : UnsampledFrame.enter(instrumenter, false, outer, parent, Span.fromContext(parent));
        }
        long nanoTime = System.nanoTime();
        long clockOffset;
        if (enclosing != null) {
            clockOffset = enclosing.clockOffset;
        } else {
            clockOffset = above != null ? above.clockOffset() : TraceClock.offset(nanoTime);
        }
        long start = clockOffset + nanoTime;
        boolean isRoot = enclosing == null && !manner.deferred;
        WriteRun run = manner.run;
        if (run != null && isRoot && run.takeSpare() instanceof RecordedFrame spare && spare.belongsTo(owner)) {
            spare.opens(name, transaction, clockOffset, start);
            reopen(spare, outer, parent);
            return spare;
        }
        boolean part = !instrumenter.current.detail.steps && isPart(type, enclosing, transaction);
        boolean startsNow = isRoot && run == null && !part && !unsampled;
        OneOfMany merging = manner.siblings == null ? null : new OneOfMany(manner.siblings);
        boolean merged = startsNow && merging != null && name != null && merging.joins(name, parent);
        Span span = Span.getInvalid();
        Caller caller = null;
        if (startsNow && !merged) {
            caller = type == SpanType.OPERATION ? instrumenter.findCaller() : null;
            span = instrumenter.startSpan(type, name, caller, parent, start);
            if (isUnseen(span, parent)) {
                return enterUnsampled(span, type, outer, parent);
            }
        }
        FrameContext context = new FrameContext(enclosing == null ? null : enclosing.context, outer, parent);
        RecordedFrame frame = new RecordedFrame(instrumenter, type, owner, enclosing, context);
        frame.opens(name, transaction, clockOffset, start);
        if (part) {
            frame.fate.becomesPart();
        } else if (merged) {
            frame.fate.becomesOneOfMany();
        } else if (run != null && isRoot) {
            frame.fate.mayBecomeOneOf(run);
        }
        if (merging != null) {
            frame.fate.merges(merging);
        }
        frame.caller = caller;
        enter(frame, span, parent, manner.deferred, innermost);
        return frame;
    }

    /**
     * Makes the new frame the thread's.
     *
     * @param span its span where it has one already, else the invalid one
     * @param parent the context with the parent of that
     * @param deferred whether it begins only with a JDBC action
     * @param innermost the thread's so far, of whatever tracer, or null
     */
    private static void enter(
            RecordedFrame frame, Span span, Context parent, boolean deferred, @Nullable RecordedFrame innermost) {
        try {
            if (span != Span.getInvalid()) {
                frame.fate.begin(span, parent);
            } else {
                frame.fate.open(deferred);
            }
            frame.push(ThreadSlots.FRAME, innermost);
            // Steps are never current: whoever opens a scope in one of their callbacks may close it after them.
            if (frame.fate.begun && frame.type == SpanType.OPERATION) {
                frame.context.show();
            }
        } catch (Throwable e) {
            frame.end();
            throw e;
        }
    }

    /** Takes the same frame, which has not begun, for the next operation of its session. */
    private static void reopen(RecordedFrame frame, Context outer, Context parent) {
        frame.context.reopen(outer, parent);
        frame.ended = false;
        frame.purpose = null;
        frame.origin = null;
        frame.costs = null;
        frame.caller = null;
        if (frame.phases != null) {
            frame.phases.start(frame.start);
        }
        frame.push(ThreadSlots.FRAME);
    }

    /** The sampler has dropped the trace, or the span is somebody else's that is not recorded. */
    private boolean isUnseen(Span span, Context parent) {
        try {
            return !span.isRecording()
                    && !instrumenter.measuresOperations
                    && !Spans.isLeftOut(span, Span.fromContext(parent));
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    private Frame enterUnsampled(Span span, SpanType type, Context outer, Context parent) {
        try {
            boolean shown = type == SpanType.OPERATION && isOwn(span, parent);
            return UnsampledFrame.enter(instrumenter, shown, outer, parent, span);
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    /** Whether the span is ours. Without an SDK it is not: that tracer starts no spans, and returns the application's. */
    private static boolean isOwn(Span span, Context parent) {
        return span.getSpanContext().isValid() && !Spans.isSame(span, Span.fromContext(parent));
    }

    /** Whether there is something else that can say what the step would say as a span. */
    private static boolean isPart(
            SpanType type, @Nullable RecordedFrame enclosing, @Nullable TransactionSpan transaction) {
        return switch (type) {
            case FLUSH -> enclosing != null;
            case START_TRANSACTION, COMMIT_TRANSACTION, ROLLBACK_TRANSACTION ->
                transaction != null && !transaction.isEnded();
            default -> false;
        };
    }
}
