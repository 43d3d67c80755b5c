package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.merge.MergedOperation;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Opens the frames of one tracer: decides whether there is anything to record, below what, and whether it is a span at once.
 * Thread-safe.
 */
final class FrameOpener {

    private final Instrumenter instrumenter;

    FrameOpener(Instrumenter instrumenter) {
        this.instrumenter = instrumenter;
    }

    /**
     * Opens a frame and makes it current.
     *
     * @param method the method of an operation, null for what is none
     * @param deferred whether it becomes a span only with a JDBC action
     * @param siblings those that it may be one of many with, or null
     * @param run what it is left to if it touches no database, or null
     * @return the open frame, a no-op one when nothing is traced; never throws
     */
    Frame open(
            SpanType type,
            Object owner,
            @Nullable OperationMethod method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            boolean deferred,
            @Nullable MergedOperations siblings,
            @Nullable WriteRun run) {
        try {
            if (!instrumenter.isEnabled()) {
                return Frame.NOOP;
            }
            RecordedFrame enclosing = RecordedFrame.current(instrumenter);
            if (enclosing != null && !enclosing.isRecording()) {
                return Frame.NOOP;
            }
            OperationName operation = method == null ? null : instrumenter.nameOf(method, model, name);
            Context outer = RunningContext.current();
            Frame opened = open(type, owner, operation, outer, enclosing, transaction, false, deferred, siblings, run);
            return !instrumenter.comments() || operation == null || opened instanceof RecordedFrame
                    ? opened
                    : UnsampledOperation.enter(instrumenter, owner, operation, opened);
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }

    /** Opens a step of a transaction below that, whatever is current. */
    Frame openStepOf(TransactionSpan transaction, SpanType type, Object owner) {
        try {
            RecordedFrame enclosing = RecordedFrame.current(instrumenter);
            if (!instrumenter.isEnabled() || enclosing != null && !enclosing.isRecording()) {
                return Frame.NOOP;
            }
            return open(type, owner, null, RunningContext.current(), enclosing, transaction, true, false, null, null);
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }

    /**
     * @param outer the current context
     * @param enclosing the thread's innermost frame of the same tracer, which is recording, or null
     * @param belongs whether it is below the transaction whatever is current
     */
    private Frame open(
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            Context outer,
            @Nullable RecordedFrame enclosing,
            @Nullable TransactionSpan transaction,
            boolean belongs,
            boolean deferred,
            @Nullable MergedOperations siblings,
            @Nullable WriteRun run) {
        UnsampledFrame around = enclosing == null ? UnsampledFrame.of(instrumenter, outer) : null;
        boolean inTransaction =
                transaction != null && around == null && (belongs || transaction.isParentIn(outer, enclosing));
        Context parent = inTransaction ? transaction.parentFor(outer) : outer;
        boolean unsampled = enclosing == null && (around != null || Spans.isUnsampled(Span.fromContext(parent)));
        if (unsampled && !instrumenter.observes()) {
            return parent == outer
                    ? Frame.NOOP
                    : UnsampledFrame.enter(instrumenter, false, outer, parent, Span.fromContext(parent));
        }
        long nanoTime = System.nanoTime();
        long clockOffset;
        if (enclosing != null) {
            clockOffset = enclosing.clockOffset();
        } else {
            clockOffset = inTransaction ? transaction.clockOffset() : TraceClock.offset(nanoTime);
        }
        long start = clockOffset + nanoTime;
        boolean isRoot = enclosing == null && !deferred;
        if (run != null && isRoot && run.takeSpare() instanceof RecordedFrame spare && spare.belongsTo(owner)) {
            spare.reopen(name, transaction, outer, parent, clockOffset, start);
            return spare;
        }
        boolean part = !instrumenter.detail().steps() && isPart(type, enclosing, transaction);
        Span span = Span.getInvalid();
        Caller caller = null;
        MergedOperation merged = null;
        boolean startsNow = isRoot && run == null && !part && !unsampled;
        if (startsNow && siblings != null && name != null) {
            merged = siblings.next(name, parent);
        }
        if (startsNow && merged == null) {
            caller = type == SpanType.OPERATION ? instrumenter.findCaller() : null;
            span = instrumenter.startSpan(type, name, caller, parent, start);
            try {
                if (!span.isRecording() && !instrumenter.observes()) {
                    boolean shown = type == SpanType.OPERATION && isOwn(span, parent);
                    return UnsampledFrame.enter(instrumenter, shown, outer, parent, span);
                }
            } catch (Throwable e) {
                span.end();
                throw e;
            }
        }
        RecordedFrame frame = new RecordedFrame(
                instrumenter, type, owner, name, enclosing, transaction, outer, parent, clockOffset, start);
        if (part) {
            frame.fate.becomesPart();
        } else if (merged != null) {
            frame.fate.becomesOneOf(merged);
        } else if (run == null) {
            frame.fate.mayBecomeOneOf(startsNow ? null : siblings);
        } else if (isRoot) {
            frame.fate.mayBecomeOneOf(run);
        } else {
            frame.fate.mayBecomeOneOf(run.siblings());
        }
        frame.enter(span, caller, deferred);
        return frame;
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
