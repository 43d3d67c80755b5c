package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;

/**
 * How a frame ends: first what is still open inside, then its span, at last its scope. Where the end itself fails, as at
 * the end of the stack, no span stays open either.
 */
final class FrameEnd {

    private FrameEnd() {}

    static void end(RecordedFrame frame) {
        if (frame.ended) {
            return;
        }
        boolean done = false;
        try {
            if (frame.attached && (!frame.isInnermost() || frame.open != null)) {
                endInner(frame);
            }
            if (frame.fate.begun || !frame.fate.endsUnbegun()) {
                finish(frame, frame.clockOffset + System.nanoTime());
            }
            done = true;
        } catch (Throwable e) {
            done = abandon(frame);
            Guard.report(e);
        } finally {
            frame.ended = true;
            // At the end of the stack nothing can be called any more. Whoever looks for frames next, ends this one.
            if (done) {
                leaveThread(frame);
            }
        }
    }

    /** At the end of the stack, not even the end of what is inside can be called. */
    private static void endInner(RecordedFrame frame) {
        RecordedFrame inner = RecordedFrame.current();
        while (inner != frame && inner != null && isInside(inner, frame)) {
            inner.end();
            inner = RecordedFrame.current();
        }
        if (inner == frame && frame.open != null) {
            abandonOpen(frame);
        }
    }

    private static boolean isInside(RecordedFrame inner, RecordedFrame frame) {
        RecordedFrame around = inner.enclosing;
        while (around != null && around != frame) {
            around = around.enclosing;
        }
        return around != null;
    }

    private static void finish(RecordedFrame frame, long end) {
        Phases.end(frame, end);
        if (frame.rest != null) {
            frame.rest.ends(end);
        }
        if (frame.reads != null && !frame.cursor) {
            FrameReads.tell(frame, end);
        }
        frame.fate.end(frame.start, end);
        RecordedFrame around = frame.enclosing;
        if (frame.measurement != null) {
            frame.measurement.ends(
                    frame.name,
                    around == null ? null : around.measurement,
                    frame.context.span(),
                    end - frame.start,
                    frame.error);
        }
        if (around != null && !frame.cursor) {
            FrameChildren.ends(around, frame.type, false, end);
        }
    }

    /** The thread goes on without the frame. */
    static void leaveThread(RecordedFrame frame) {
        if (!frame.attached) {
            return;
        }
        if (frame.pop(ThreadSlots.FRAME)) {
            frame.attached = false;
            frame.context.leaves();
        } else if (frame.context.isLeftToItsThread()) {
            Guard.warnOnce("An operation was ended by another thread than the one it runs on; its scope is left to that"
                    + " thread.");
        }
    }

    /** The frame was ended and is still on its thread's stack. */
    static void late(RecordedFrame frame) {
        if (frame.attached) {
            abandon(frame);
            frame.attached = false;
            frame.context.leaves();
        }
    }

    private static boolean abandon(RecordedFrame frame) {
        try {
            if (frame.attached && (frame.ended || RecordedFrame.current() == frame)) {
                abandonOpen(frame);
            }
            frame.fate.abandon(frame.now());
            return true;
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    private static void abandonOpen(RecordedFrame frame) {
        RecordedFrame.RunningCall left = frame.open;
        if (left != null) {
            frame.open = null;
            left.abandon();
        }
    }
}
