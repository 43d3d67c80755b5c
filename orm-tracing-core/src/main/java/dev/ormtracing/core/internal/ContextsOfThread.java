package dev.ormtracing.core.internal;

import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What of this library is in the current context of one thread, and what the application has left in it.
 *
 * <p>The slots are an array of the JDK's class, so that an idle thread of a container holds on to none of ours.
 */
final class ContextsOfThread {

    private static final int RUNNING = 0;
    private static final int LEFT = 1;
    private static final int SLOTS_OF_A_THREAD = 2;
    private static final int MOST_LEFT = 64;

    private static final ThreadLocal<@Nullable Object[]> SLOTS = new ThreadLocal<>();

    private ContextsOfThread() {}

    /** What of ours the calling thread has made current last, or null. */
    static @Nullable RunningContext running() {
        @Nullable Object[] slots = SLOTS.get();
        return slots == null ? null : (RunningContext) slots[RUNNING];
    }

    static void enter(RunningContext context) {
        @Nullable Object[] slots = slots();
        RunningContext below = (RunningContext) slots[RUNNING];
        context.below = below != null && below.isOver() && isDeep(below) ? null : below;
        slots[RUNNING] = context;
    }

    /** An application that never closes what it opens in callbacks leaves ours below it for good. */
    private static boolean isDeep(RunningContext top) {
        int depth = 0;
        for (RunningContext context = top; context != null; context = context.below) {
            depth++;
        }
        return depth > MOST_LEFT;
    }

    static boolean isRunning(RunningContext context) {
        RunningContext running = running();
        while (running != null && running != context) {
            running = running.below;
        }
        return running != null;
    }

    /** Takes away the context, which is the calling thread's, and what it has made current since. */
    static void leave(RunningContext context) {
        slots()[RUNNING] = context.below;
        context.below = null;
    }

    /** What the application has left current on the calling thread, or null: see {@link LeftContexts}. */
    @SuppressWarnings("unchecked")
    static @Nullable Deque<Object[]> left() {
        @Nullable Object[] slots = SLOTS.get();
        return slots == null ? null : (Deque<Object[]>) slots[LEFT];
    }

    static void left(@Nullable Deque<Object[]> contexts) {
        slots()[LEFT] = contexts;
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
