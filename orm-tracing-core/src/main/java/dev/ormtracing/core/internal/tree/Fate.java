package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.merge.MergedOperation;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.PhaseTimes;
import dev.ormtracing.core.internal.span.SpanDetail;
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

    /** Those that it may be one of many with. */
    private @Nullable MergedOperations siblings;

    private @Nullable MergedOperation many;
    private @Nullable WriteRun run;
    /** Whether it is known what becomes of the frame. */
    boolean begun;

    /** Whether what the frame learns shows on a span, as far as is known. */
    boolean recording = true;

    /** What is known of the span before there is one. */
    private @Nullable AttributesBuilder pending;

    private @Nullable SpanContext link;

    /** Of the phases that are no spans, or not yet. */
    private @Nullable PhaseTimes times;

    Fate(RecordedFrame frame) {
        this.frame = frame;
    }

    void becomesPart() {
        kind = Kind.PART_OF_WHOLE;
    }

    void becomesOneOf(MergedOperation merged) {
        kind = Kind.ONE_OF_MANY;
        many = merged;
    }

    void mayBecomeOneOf(WriteRun repeated) {
        kind = Kind.ONE_OF_RUN;
        run = repeated;
        siblings = repeated.siblings();
    }

    void mayBecomeOneOf(@Nullable MergedOperations equal) {
        siblings = equal;
    }

    /** Whether the frame is written with its siblings, and nothing below it is a span. */
    boolean isMerged() {
        return kind == Kind.ONE_OF_MANY || kind == Kind.PART_OF_WHOLE && frame.isInMerged();
    }

    private boolean isSpan() {
        return begun && kind == Kind.SPAN;
    }

    <T> void setAttribute(AttributeKey<T> key, T value) {
        if (many != null) {
            many.setAttribute(key, value);
        } else if (kind == Kind.PART_OF_WHOLE) {
            frame.setAttributeOfWhole(key, value);
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
    <T> void setTransactionAttribute(AttributeKey<T> key, T value, @Nullable TransactionSpan transaction) {
        setAttribute(key, value);
        if (kind != Kind.PART_OF_WHOLE && transaction != null) {
            transaction.setAttribute(key, value);
        }
    }

    void link(SpanContext target) {
        if (begun && kind != Kind.PART_OF_WHOLE) {
            frame.context.span().addLink(target);
        } else {
            link = target;
        }
    }

    SpanContext spanContext() {
        return begun && recording ? frame.context.span().getSpanContext() : SpanContext.getInvalid();
    }

    void rename(OperationName name) {
        if (isSpan() && recording) {
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
        if (begun || frame.closed) {
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
        Context parent = frame.startInEnclosing(frame.context.parent());
        if (frame.isInMerged() && !frame.isOperation()) {
            kind = Kind.PART_OF_WHOLE;
        }
        boolean onlyObserved = frame.observation != null && Spans.isUnsampled(Span.fromContext(parent));
        OperationName name = frame.name();
        if (siblings != null && name != null && !onlyObserved) {
            join(siblings.next(name, parent), parent);
        }
        if (begun) {
            return;
        }
        if (kind == Kind.PART_OF_WHOLE || onlyObserved) {
            begun = true;
            frame.context.joins(parent);
            recording = frame.context.span().isRecording();
            frame.describeBeginning();
        } else {
            begin(frame.startSpan(parent), parent);
        }
    }

    /** Becomes a part of the span of its siblings, if there is one. */
    private void join(@Nullable MergedOperation merged, Context parent) {
        if (merged == null) {
            return;
        }
        becomesOneOf(merged);
        begun = true;
        frame.context.waitsIn(parent);
        if (pending != null) {
            merged.setAttributes(pending.build());
            pending = null;
        }
    }

    /** The frame is this span, which has started. */
    void begin(Span span, Context parent) {
        begun = true;
        frame.context.begins(span, parent);
        recording = span.isRecording();
        if (!recording) {
            return;
        }
        if (pending != null) {
            span.setAllAttributes(pending.build());
            pending = null;
        }
        if (link != null) {
            span.addLink(link);
        }
        frame.describeBeginning();
    }

    /** Whether the frame ends as nothing, or is left to its run. */
    boolean endsUnbegun() {
        if (begun) {
            return false;
        }
        boolean ofRun = kind == Kind.ONE_OF_RUN;
        if (ofRun && pending == null && frame.isUneventful()) {
            frame.addTo(Objects.requireNonNull(run));
            return true;
        }
        if (frame.error() == null && !ofRun) {
            return true;
        }
        begin();
        return false;
    }

    /** Writes what has become of the frame. */
    void end(long start, long end) {
        switch (kind) {
            case PART_OF_WHOLE -> frame.addToWhole(end);
            case ONE_OF_MANY -> addToMany(start, end);
            default -> {
                if (recording) {
                    frame.describe(frame.context.span(), end);
                }
                endSpan(end);
            }
        }
    }

    private void addToMany(long start, long end) {
        MergedOperation whole = Objects.requireNonNull(many);
        if (whole.needsCaller()) {
            whole.calledFrom(frame.instrumenter.findCaller());
        }
        whole.add(1, start, end, frame.error());
        whole.addCosts(frame.knownCosts());
        frame.reportFailure();
    }

    /** Ends the span, unless the frame is only observed: its span may belong to a different frame. */
    private void endSpan(long end) {
        if (recording || frame.observation == null) {
            frame.context.span().end(end, TimeUnit.NANOSECONDS);
        }
    }

    /** The end has failed on the way, and yet no span stays open. */
    void abandon(long end) {
        if (isSpan()) {
            endSpan(end);
        }
    }

    /** A phase is over: a span, or a part of the duration that the frame tells at its end. */
    void phase(SpanType phase, long from, long to, @Nullable Throwable failure) {
        SpanDetail detail = frame.instrumenter.detail();
        boolean mayBeSpan = failure == null ? detail.mayBeSpan(to - from) : detail.phases();
        if (mayBeSpan && (failure != null || !detail.isDecidedLater())) {
            write(phase, from, to, failure);
        } else {
            times().add(phase, from, to, mayBeSpan);
        }
    }

    private void write(SpanType phase, long from, long to, @Nullable Throwable failure) {
        if (isMerged()) {
            times().add(phase, from, to, false);
        } else {
            frame.instrumenter.writeSpan(phase, frame.context.own(), from, to, failure);
        }
    }

    /** Of the phases that are no spans: those of the whole, where the frame is only a part of it. */
    PhaseTimes times() {
        if (many != null) {
            return many.times();
        }
        if (kind == Kind.PART_OF_WHOLE) {
            return frame.timesOfWhole();
        }
        PhaseTimes known = times;
        if (known == null) {
            known = new PhaseTimes();
            times = known;
        }
        return known;
    }

    /**
     * Describes the phases that are no spans so far.
     *
     * @param slow whether the operation was slow or has failed
     */
    void describeTimes(Span span, boolean slow) {
        PhaseTimes known = times;
        if (known == null) {
            return;
        }
        if (slow) {
            known.writeKept((phase, from, to) -> write(phase, from, to, null));
        }
        known.describe(span);
    }
}
