package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.ThreadSlots;
import org.jspecify.annotations.Nullable;

/** A frame on a stack of its thread: those of one kind in a slot, of whatever tracer, the innermost on top. */
abstract class StackedFrame extends Frame {

    /** The frame that the thread was in before; null while this one is not the thread's. */
    private @Nullable StackedFrame below;

    /** The thread that has it on top of its stack; null where there is none, or where another frame lies above. */
    @Nullable
    Thread onTopOf;

    boolean ended;

    /** Whether a thread is in it. */
    boolean attached;

    /** The innermost open frame of that kind on the calling thread, or null. */
    static @Nullable StackedFrame top(ThreadSlots slot) {
        StackedFrame frame = (StackedFrame) slot.get();
        return frame == null || !frame.ended ? frame : topBelow(frame, slot);
    }

    /** Frames that another thread has ended are skipped. */
    private static @Nullable StackedFrame topBelow(StackedFrame ended, ThreadSlots slot) {
        ended.onTopOf = null;
        StackedFrame frame = ended;
        while (frame != null && frame.ended) {
            frame.endsLate();
            frame = frame.below;
        }
        slot.set(frame);
        if (frame != null) {
            frame.onTopOf = Thread.currentThread();
        }
        return frame;
    }

    /** Whether it is what {@link #top} would find on the calling thread, which is cheaper to ask. */
    final boolean isOnTop() {
        return onTopOf == Thread.currentThread() && !ended;
    }

    /** The frame was ended and is still on its thread's stack: what its end has not done is to be done now. */
    void endsLate() {}

    final void push(ThreadSlots slot) {
        push(slot, top(slot));
    }

    /** Puts the frame on the stack of its thread, on top of the one that was there when it was opened, or of none. */
    final void push(ThreadSlots slot, @Nullable StackedFrame known) {
        StackedFrame top = known == null || known.isOnTop() ? known : top(slot);
        below = top;
        if (top != null) {
            top.onTopOf = null;
        }
        onTopOf = Thread.currentThread();
        attached = true;
        slot.set(this);
    }

    /** Whether it is the calling thread's innermost one; another thread's will be skipped there, being ended. */
    final boolean pop(ThreadSlots slot) {
        if (onTopOf != Thread.currentThread()) {
            return false;
        }
        onTopOf = null;
        if (below != null) {
            below.onTopOf = Thread.currentThread();
        }
        slot.set(below);
        below = null;
        return true;
    }
}
