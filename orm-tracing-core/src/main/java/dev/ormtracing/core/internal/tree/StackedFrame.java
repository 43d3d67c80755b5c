package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.ThreadSlots;
import org.jspecify.annotations.Nullable;

/** A frame on a stack of its thread: those of one kind, of whatever tracer, the innermost on top. */
abstract class StackedFrame extends Frame {

    /** The frame that the thread was in before; null while this one is not the thread's. */
    private @Nullable StackedFrame below;

    /** The thread of which it is the innermost frame, unless that has been closed by another thread. */
    private @Nullable Thread innermostOf;

    boolean closed;

    /** Where the thread keeps frames of this kind. */
    abstract ThreadSlots slot();

    /** The innermost open frame of that kind on the calling thread, or null. */
    static @Nullable StackedFrame top(ThreadSlots slot) {
        StackedFrame frame = (StackedFrame) slot.get();
        return frame == null || !frame.closed ? frame : topBelow(frame, slot);
    }

    private static @Nullable StackedFrame topBelow(StackedFrame closed, ThreadSlots slot) {
        StackedFrame frame = closed.below;
        while (frame != null && frame.closed) {
            frame = frame.below;
        }
        slot.set(frame);
        if (frame != null) {
            frame.innermostOf = Thread.currentThread();
        }
        return frame;
    }

    /** Whether it is what {@link #top} would find on the calling thread, which is cheaper to ask. */
    final boolean isInnermost() {
        return innermostOf == Thread.currentThread() && !closed;
    }

    final void push() {
        push(top(slot()));
    }

    /** The same where the innermost frame is known, or null if there is none. */
    final void push(@Nullable StackedFrame top) {
        below = top;
        if (top != null) {
            top.innermostOf = null;
        }
        innermostOf = Thread.currentThread();
        slot().set(this);
    }

    /** Whether it is the calling thread's innermost one; another thread's will be skipped there, being closed. */
    final boolean pop() {
        if (innermostOf != Thread.currentThread()) {
            return false;
        }
        innermostOf = null;
        if (below != null) {
            below.innermostOf = Thread.currentThread();
        }
        slot().set(below);
        below = null;
        return true;
    }
}
