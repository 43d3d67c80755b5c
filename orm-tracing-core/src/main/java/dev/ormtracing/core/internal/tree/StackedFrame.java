package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.ThreadSlots;
import org.jspecify.annotations.Nullable;

/** A frame on a stack of its thread: those of one kind, of whatever tracer, the innermost on top. */
abstract class StackedFrame extends Frame {

    /** The frame that the thread was in before; null while this one is not the thread's. */
    private @Nullable StackedFrame below;

    private boolean closed;

    /** Where the thread keeps frames of this kind. */
    abstract ThreadSlots slot();

    /** The innermost open frame of that kind on the calling thread, or null. */
    static @Nullable StackedFrame top(ThreadSlots slot) {
        StackedFrame frame = (StackedFrame) slot.get();
        while (frame != null && frame.closed) {
            frame = frame.below;
            slot.set(frame);
        }
        return frame;
    }

    final void push() {
        ThreadSlots slot = slot();
        below = top(slot);
        slot.set(this);
    }

    /** Whether it is the calling thread's innermost one; another thread's will be skipped there, being closed. */
    final boolean pop() {
        ThreadSlots slot = slot();
        if (slot.get() != this) {
            return false;
        }
        slot.set(below);
        below = null;
        return true;
    }

    final boolean isClosed() {
        return closed;
    }

    final void close() {
        closed = true;
    }

    final void reopen() {
        closed = false;
    }
}
