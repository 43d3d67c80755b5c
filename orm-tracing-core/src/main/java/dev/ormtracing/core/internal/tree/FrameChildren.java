package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** What starts and ends inside of a frame: in which context it starts, and which phases of the frame it divides. */
final class FrameChildren {

    /**
     * What a step of a transaction does besides its children: Hibernate, its listeners and the application's
     * synchronizations before and after the COMMIT or ROLLBACK, and the pool when it gets the connection back. As phases
     * do, it comes about without a hook: it lies between the children. It is durations, since spans that depended on the
     * machine would make each tree another one.
     */
    static final class Rest {

        /** So much is not worth telling. */
        private static final long LITTLE = 8_000;

        private final RecordedFrame step;
        private long before;
        private long after;
        private boolean completed;

        /** Up to when the time is somebody's; 0 at the step's start. */
        private long explained;

        Rest(RecordedFrame step) {
            this.step = step;
        }

        void childStarts(long at) {
            long from = explained == 0 ? step.start : explained;
            long nanos = Math.max(0, at - from);
            if (completed) {
                after += nanos;
            } else {
                before += nanos;
            }
            explained = Math.max(from, at);
        }

        void childEnds(SpanType child, boolean returnsRows, long at) {
            explained = Math.max(explained, at);
            completed |= child == SpanType.DB_QUERY && !returnsRows;
        }

        /** That time is a duration of its own. */
        void told(long from, long to) {
            childStarts(from);
            explained = Math.max(explained, to);
        }

        void ends(long at) {
            childStarts(at);
            tell(step.type == SpanType.START_TRANSACTION ? SpanType.BEGIN : SpanType.BEFORE_COMPLETION, before);
            tell(SpanType.AFTER_COMPLETION, after);
        }

        private void tell(SpanType what, long nanos) {
            if (nanos > LITTLE && step.fate.recordsSpan && step.instrumenter.current.detail.steps) {
                step.fate.times().add(what, 0, nanos, false);
            }
        }
    }

    private FrameChildren() {}

    /** Whether a JDBC call of this very operation can start: a second wrapper around a statement makes no second span. */
    static boolean mayCall(RecordedFrame frame) {
        return frame.open == null && !frame.ended && (frame.fate.recordsSpan || frame.measurement != null);
    }

    /** The context in which a child starts that Hibernate or the driver calls in the given one. */
    static Context parentForPart(RecordedFrame frame, Context current) {
        if (!frame.fate.begun) {
            frame.fate.begin();
        }
        return frame.context.forPart(current, frame.transaction == null ? null : frame.transaction.outerSpan());
    }

    /** The context in which a child starts that the application calls in the given one. */
    static Context parentForChild(RecordedFrame frame, Context current) {
        frame.fate.begin();
        return frame.context.forChild(current, frame.transaction == null ? null : frame.transaction.outerSpan());
    }

    /** A child starts: the gap before it ends. Returns whether the frame, which is open, records anything. */
    static boolean starts(RecordedFrame frame, long at) {
        if (!frame.fate.begun) {
            frame.fate.begin();
        }
        Phases.childStarts(frame, at);
        if (frame.rest != null) {
            frame.rest.childStarts(at);
        }
        return frame.fate.recordsSpan || frame.measurement != null;
    }

    /** Up to when the time of a frame that has no phases is somebody's. */
    static long toldUntil(RecordedFrame frame) {
        return frame.rest == null || frame.rest.explained == 0 ? frame.start : frame.rest.explained;
    }

    static void ends(RecordedFrame frame, SpanType child, boolean returnsRows, long at) {
        if (frame.rest != null) {
            frame.rest.childEnds(child, returnsRows, at);
        }
        if (frame.transactions == 0) {
            Phases.childEnds(frame, child, returnsRows, at);
        }
    }

    /** A transaction of another session begins inside. Until its end, no gap of this frame is anything. */
    static void transactionStarts(RecordedFrame frame, long at) {
        starts(frame, at);
        frame.transactions++;
    }

    static void transactionEnds(RecordedFrame frame, long at) {
        frame.transactions--;
        if (!frame.ended && RecordedFrame.current() == frame) {
            ends(frame, SpanType.TRANSACTION, false, at);
        }
    }

    /** Begins what is around the frame, and says in which context the frame begins. */
    static Context parentIn(@Nullable RecordedFrame around, RecordedFrame frame) {
        Context parent = frame.context.parent();
        if (around == null || around.ended) {
            return parent;
        }
        starts(around, frame.start);
        Context outer = frame.context.outer();
        if (parent != outer) {
            return parent;
        }
        return frame.type == SpanType.OPERATION ? parentForChild(around, outer) : parentForPart(around, outer);
    }
}
