package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.merge.OneOfMany;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadCounts;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.PhaseTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a frame in the trace. It is chosen when the frame is opened, and once more when the frame begins: a
 * deferred one begins with its first JDBC action, or never.
 */
final class Fate {

    private enum Kind {
        SPAN,

        /** Written as an attribute of the frame or the transaction that the frame is a step of. */
        PART_OF_WHOLE,

        /** Written with its equal siblings beyond a number. */
        ONE_OF_MANY,

        /** Written with those before it, unless it touches the database. */
        ONE_OF_RUN
    }

    private final RecordedFrame frame;
    private Kind kind = Kind.SPAN;

    /** Null unless many equal operations are to be one span. */
    private @Nullable OneOfMany merging;

    private @Nullable WriteRun run;

    /** Whether it is known what becomes of the frame. */
    boolean begun;

    /** Whether what the frame learns, or what is below it, shows on a span, as far as is known. */
    boolean recordsSpan = true;

    /** Whether a sampler has left the span out, which takes its times, costs and marks with it, and not what is below. */
    private boolean leftOut;

    /** What is known of the span before there is one. */
    private @Nullable AttributesBuilder pending;

    /** The times of the phases that are no spans, or not yet. */
    private @Nullable PhaseTimes times;

    Fate(RecordedFrame frame) {
        this.frame = frame;
    }

    void becomesPart() {
        kind = Kind.PART_OF_WHOLE;
    }

    void becomesOneOfMany() {
        kind = Kind.ONE_OF_MANY;
    }

    void mayBecomeOneOf(WriteRun writes) {
        kind = Kind.ONE_OF_RUN;
        run = writes;
    }

    void merges(OneOfMany withSiblings) {
        merging = withSiblings;
    }

    private OneOfMany many() {
        return Objects.requireNonNull(merging);
    }

    /** Whether the frame is written with its siblings, and nothing below it is a span. */
    boolean isMerged() {
        return kind == Kind.ONE_OF_MANY || kind == Kind.PART_OF_WHOLE && isInMerged();
    }

    private boolean isInMerged() {
        return frame.enclosing != null && frame.enclosing.fate.isMerged();
    }

    private boolean isSpan() {
        return begun && kind == Kind.SPAN;
    }

    <T> void setAttribute(AttributeKey<T> key, T value) {
        if (kind == Kind.ONE_OF_MANY) {
            many().setAttribute(key, value);
        } else if (kind == Kind.PART_OF_WHOLE) {
            setAttributeOfWhole(key, value);
        } else if (begun) {
            frame.context.span().setAttribute(key, value);
        } else if (frame.isRecording()) {
            if (pending == null) {
                pending = Attributes.builder();
            }
            pending.put(key, value);
        }
    }

    /** Sets an attribute of the transaction as well, unless it is the transaction that has it already. */
    <T> void setTransactionAttribute(AttributeKey<T> key, T value) {
        setAttribute(key, value);
        if (kind != Kind.PART_OF_WHOLE && frame.transaction != null) {
            frame.transaction.setAttribute(key, value);
        }
    }

    private <T> void setAttributeOfWhole(AttributeKey<T> key, T value) {
        if (!isOfTransaction()) {
            Objects.requireNonNull(frame.enclosing).setAttribute(key, value);
        } else if (frame.transaction != null) {
            frame.transaction.setAttribute(key, value);
        }
    }

    /**
     * Whether what is no span is a part of the transaction and not of the frame around. A step is, where that frame is a
     * step of another session's transaction, which a transaction manager completes at the same time.
     */
    boolean isOfTransaction() {
        RecordedFrame around = frame.enclosing;
        TransactionSpan transaction = frame.transaction;
        return around == null
                || transaction != null
                        && (transaction.isBegunIn(around)
                                || frame.type != SpanType.FLUSH
                                        && begun
                                        && Spans.isSame(frame.context.span(), Span.fromContext(transaction.parent)));
    }

    /** The frame has got an origin. That of one that has not begun waits for the span. */
    void links(SpanContext origin) {
        if (begun && kind != Kind.PART_OF_WHOLE) {
            frame.context.span().addLink(origin);
        }
    }

    void rename(OperationName name) {
        if (isSpan() && recordsSpan) {
            frame.context.span().updateName(frame.instrumenter.spanNameOf(name));
            frame.context.span().setAllAttributes(name.attributes);
        }
    }

    /** The frame is opened: it begins, unless that waits for a JDBC action. */
    void open(boolean deferred) {
        if (!deferred && kind != Kind.ONE_OF_RUN) {
            begin();
        }
    }

    /** The frame turns out to be something. */
    void begin() {
        if (begun || frame.ended) {
            return;
        }
        if (kind == Kind.ONE_OF_MANY) {
            begun = true;
            return;
        }
        if (kind == Kind.ONE_OF_RUN) {
            Objects.requireNonNull(run).write();
            kind = Kind.SPAN;
        }
        Context parent = FrameChildren.parentIn(frame.enclosing, frame);
        if (frame.type != SpanType.OPERATION && isInMerged()) {
            kind = Kind.PART_OF_WHOLE;
        }
        boolean onlyMeasured = frame.measurement != null && Spans.isUnsampled(Span.fromContext(parent));
        OperationName name = frame.name;
        if (merging != null && name != null && !onlyMeasured && merging.joins(name, parent)) {
            join(parent);
        } else if (kind == Kind.PART_OF_WHOLE || onlyMeasured) {
            begun = true;
            frame.context.joins(parent);
            recordsSpan = frame.context.span().isRecording();
            describeBeginning();
        } else {
            begin(startSpan(parent), parent);
        }
    }

    /** Becomes a part of the span of its siblings. */
    private void join(Context parent) {
        kind = Kind.ONE_OF_MANY;
        begun = true;
        frame.context.waitsIn(parent);
        many().setAttributes(pending);
        pending = null;
    }

    /** The frame is this span, which has started. */
    void begin(Span span, Context parent) {
        begun = true;
        frame.context.begins(span, parent);
        boolean recorded = span.isRecording();
        leftOut = !recorded && frame.context.isLeftOut();
        recordsSpan = recorded || leftOut;
        if (!recordsSpan) {
            return;
        }
        if (pending != null) {
            span.setAllAttributes(pending.build());
            pending = null;
        }
        if (frame.origin != null) {
            span.addLink(frame.origin.span());
        }
        if (frame.type == SpanType.FLUSH || frame.transaction == TransactionSpan.COMPLETED) {
            describeBeginning();
        }
    }

    private Span startSpan(Context parent) {
        frame.caller = frame.type == SpanType.OPERATION ? frame.instrumenter.findCaller() : null;
        return frame.instrumenter.startSpan(frame.type, frame.name, frame.caller, parent, frame.start);
    }

    /** Records what caused the frame: the call that forced a flush, or a transaction that is over. */
    private void describeBeginning() {
        RecordedFrame around = frame.enclosing;
        if (frame.type == SpanType.FLUSH && around != null) {
            if (around.name != null) {
                setAttribute(OrmAttributes.FLUSH_CAUSE, around.name.full);
            } else if (around.type == SpanType.COMMIT_TRANSACTION) {
                setAttribute(OrmAttributes.FLUSH_CAUSE, "commit");
            }
        } else if (frame.type == SpanType.OPERATION && frame.transaction == TransactionSpan.COMPLETED) {
            setAttribute(OrmAttributes.AFTER_COMPLETION, true);
        }
    }

    /** The frame ends, and has not begun: whether it is nothing, or is left to its run. */
    boolean endsUnbegun() {
        boolean ofRun = kind == Kind.ONE_OF_RUN;
        if (ofRun && pending == null && isUneventful()) {
            addToRun(Objects.requireNonNull(run));
            return true;
        }
        if (frame.error == null && !ofRun) {
            return true;
        }
        begin();
        return false;
    }

    private boolean isUneventful() {
        return frame.error == null && (frame.phases == null || frame.phases.isBare());
    }

    /** The frame has been one more of a run. */
    private void addToRun(WriteRun writes) {
        OperationName operation = Objects.requireNonNull(frame.name);
        if (frame.measurement != null) {
            frame.measurement.endsBare(operation, frame.now() - frame.start);
        }
        writes.add(operation, frame.context.parent(), frame.clockOffset, frame.start, frame);
        writes.addCosts(frame.costs);
    }

    /** Writes what has become of the frame. */
    void end(long start, long end) {
        switch (kind) {
            case PART_OF_WHOLE -> addToWhole(end);
            case ONE_OF_MANY -> {
                many().end(frame.instrumenter, start, end, frame.error);
                many().addCosts(frame.costs);
                reportFailure();
            }
            default -> {
                if (leftOut) {
                    reportFailure();
                } else if (recordsSpan) {
                    describe(frame.context.span(), end);
                }
                endSpan(end);
            }
        }
    }

    private void addToWhole(long end) {
        times().add(frame.type, frame.start, end, false);
        if (frame.costs != null) {
            CostCounts whole = isOfTransaction()
                    ? Objects.requireNonNull(frame.transaction).costs()
                    : Objects.requireNonNull(frame.enclosing).ownCosts();
            whole.addAll(frame.costs);
        }
    }

    /** Describes the frame on its span, which ends now. */
    private void describe(Span span, long end) {
        Throwable error = frame.error;
        Instrumenter instrumenter = frame.instrumenter;
        if (times != null) {
            describeTimes(span, times, error != null || end - frame.start >= instrumenter.current.detail.slowNanos);
        }
        if (frame.costs != null) {
            frame.costs.describe(span, instrumenter.current.costLimits, end - frame.clockOffset);
        }
        NPlusOne repeats = instrumenter.current.nPlusOne;
        if (repeats != null && frame.reads instanceof ReadCounts reads) {
            repeats.describe(span, reads, frame.name, end);
        }
        if (error != null) {
            instrumenter.recordFailure(span, frame.type, error, null, end);
            reportFailure();
        }
    }

    /** Whoever takes a step tells the transaction of its failure, which may be what a mark has led to. */
    private void reportFailure() {
        if (frame.error != null
                && frame.transaction != null
                && (frame.type == SpanType.OPERATION || frame.type == SpanType.FLUSH)) {
            frame.transaction.operationFailed(frame.error);
        }
    }

    /** Ends the span, unless the frame is only measured: its span may belong to a different frame. */
    private void endSpan(long end) {
        if (recordsSpan || frame.measurement == null) {
            frame.context.span().end(end, TimeUnit.NANOSECONDS);
        }
    }

    /** The end has failed on the way, and yet no span stays open. */
    void abandon(long end) {
        if (isSpan()) {
            endSpan(end);
        }
    }

    /** A phase is over that is a span, if anything below the frame is. */
    void write(SpanType phase, Attributes attributes, long from, long to, @Nullable Throwable failure) {
        if (kind != Kind.SPAN && isMerged()) {
            times().add(phase, from, to, false);
        } else if (!leftOut) {
            frame.instrumenter.writeSpan(phase, attributes, frame.context.own(), from, to, failure);
        }
    }

    /** The times of the phases that are no spans: of the whole, where the frame is only a part of it. */
    PhaseTimes times() {
        if (kind == Kind.ONE_OF_MANY) {
            return many().times();
        }
        if (kind == Kind.PART_OF_WHOLE) {
            return timesOfWhole();
        }
        PhaseTimes known = times;
        if (known == null) {
            known = new PhaseTimes();
            times = known;
        }
        return known;
    }

    PhaseTimes timesOfWhole() {
        return isOfTransaction()
                ? Objects.requireNonNull(frame.transaction).times()
                : Objects.requireNonNull(frame.enclosing).fate.times();
    }

    /**
     * Describes the phases that are no spans so far.
     *
     * @param slow whether the operation was slow or has failed
     */
    private void describeTimes(Span span, PhaseTimes known, boolean slow) {
        if (slow && known.keepsSome()) {
            known.writeKept((phase, attributes, from, to) -> write(phase, attributes, from, to, null));
        }
        known.describe(span);
    }
}
