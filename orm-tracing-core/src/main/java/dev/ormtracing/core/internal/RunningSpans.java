package dev.ormtracing.core.internal;

import org.jspecify.annotations.Nullable;

/**
 * What this library has open on one thread: the innermost frame, and outside of frames the running statement. Not kept in
 * the {@link io.opentelemetry.context.Context}, since none of it may follow a context to another thread, and since each
 * value in a context is a copy of the whole.
 *
 * <p>The slots are an array of the JDK's class, so that an idle thread of a container holds on to none of ours.
 */
final class RunningSpans {

    private static final int FRAME = 0;
    private static final int STATEMENT = 1;
    private static final int UNSAMPLED = 2;
    private static final int UNSAMPLED_FRAME = 3;
    private static final int SLOTS_OF_A_THREAD = 4;

    private static final ThreadLocal<@Nullable Object[]> SLOTS = new ThreadLocal<>();

    private RunningSpans() {}

    /** The innermost open frame of the calling thread, or null. */
    static @Nullable RecordedFrame frame() {
        @Nullable Object[] slots = SLOTS.get();
        return slots == null ? null : innermost(slots);
    }

    /** Puts the frame on top of the calling thread's. */
    static void enter(RecordedFrame frame) {
        @Nullable Object[] slots = slots();
        frame.below = innermost(slots);
        slots[FRAME] = frame;
    }

    /** Takes the frame away if it is the calling thread's; another thread's will be skipped there, being closed. */
    static boolean leave(RecordedFrame frame) {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null || slots[FRAME] != frame) {
            return false;
        }
        slots[FRAME] = frame.below;
        frame.below = null;
        return true;
    }

    /** The statement that runs outside of frames on the calling thread, or null. */
    static @Nullable ChildSpan statement() {
        @Nullable Object[] slots = SLOTS.get();
        return slots == null ? null : (ChildSpan) slots[STATEMENT];
    }

    /** What is waiting for a connection on the calling thread, of whatever tracer, or null. */
    static @Nullable ChildSpan connect() {
        RecordedFrame frame = frame();
        ChildSpan open = frame == null ? null : frame.open();
        ChildSpan running = open == null ? statement() : open;
        return running != null && running.type == SpanType.CONNECT && !running.isEnded() ? running : null;
    }

    static void statement(@Nullable ChildSpan statement) {
        slots()[STATEMENT] = statement;
    }

    /** The innermost operation of the calling thread that is not sampled, as far as they are known, or null. */
    static @Nullable UnsampledOperation unsampled() {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null) {
            return null;
        }
        UnsampledOperation operation = (UnsampledOperation) slots[UNSAMPLED];
        while (operation != null && operation.isClosed()) {
            operation = operation.below;
            slots[UNSAMPLED] = operation;
        }
        return operation;
    }

    /** The name of the same, if it is of that tracer. */
    static @Nullable OperationName unsampled(OperationTracer tracer) {
        UnsampledOperation operation = unsampled();
        return operation != null && operation.tracer == tracer ? operation.name : null;
    }

    static void enter(UnsampledOperation operation) {
        operation.below = unsampled();
        slots()[UNSAMPLED] = operation;
    }

    /** Takes the operation away if it is the calling thread's innermost; elsewhere it will be skipped, being closed. */
    static void leave(UnsampledOperation operation) {
        @Nullable Object[] slots = SLOTS.get();
        if (slots != null && slots[UNSAMPLED] == operation) {
            slots[UNSAMPLED] = operation.below;
            operation.below = null;
        }
    }

    /** The innermost frame of the calling thread that is not sampled, or null. */
    static @Nullable UnsampledFrame unsampledFrame() {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null) {
            return null;
        }
        UnsampledFrame frame = (UnsampledFrame) slots[UNSAMPLED_FRAME];
        while (frame != null && frame.isClosed()) {
            frame = frame.below;
            slots[UNSAMPLED_FRAME] = frame;
        }
        return frame;
    }

    static void enter(UnsampledFrame frame) {
        frame.below = unsampledFrame();
        slots()[UNSAMPLED_FRAME] = frame;
    }

    /** Takes the frame away if it is the calling thread's innermost; elsewhere it will be skipped, being closed. */
    static boolean leave(UnsampledFrame frame) {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null || slots[UNSAMPLED_FRAME] != frame) {
            return false;
        }
        slots[UNSAMPLED_FRAME] = frame.below;
        frame.below = null;
        return true;
    }

    private static @Nullable RecordedFrame innermost(@Nullable Object[] slots) {
        RecordedFrame frame = (RecordedFrame) slots[FRAME];
        while (frame != null && frame.isClosed()) {
            frame = frame.below;
            slots[FRAME] = frame;
        }
        return frame;
    }

    private static @Nullable Object[] slots() {
        @Nullable Object[] slots = SLOTS.get();
        if (slots == null) {
            slots = new @Nullable Object[SLOTS_OF_A_THREAD];
            SLOTS.set(slots);
        }
        return slots;
    }
}
