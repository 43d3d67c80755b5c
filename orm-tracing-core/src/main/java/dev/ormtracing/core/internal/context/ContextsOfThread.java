package dev.ormtracing.core.internal.context;

import dev.ormtracing.core.internal.base.ThreadSlots;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What of this library is in the current context of one thread, and what the application has left in it. */
public final class ContextsOfThread {

    private static final int MOST_LEFT = 64;

    private ContextsOfThread() {}

    /** What of ours the calling thread has made current last, or null. */
    public static @Nullable RunningContext running() {
        return (RunningContext) ThreadSlots.CONTEXT.get();
    }

    /** An application that never closes what it opens in callbacks leaves ours below it for good. */
    static boolean isDeep(RunningContext top) {
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
    public static void leave(RunningContext context) {
        ThreadSlots.CONTEXT.set(context.below);
        context.below = null;
    }

    /** What the application has left current on the calling thread, or null: see {@link LeftContexts}. */
    @SuppressWarnings("unchecked")
    public static @Nullable Deque<Object[]> left() {
        return (Deque<Object[]>) ThreadSlots.LEFT_CONTEXTS.get();
    }

    public static void left(@Nullable Deque<Object[]> contexts) {
        ThreadSlots.LEFT_CONTEXTS.set(contexts);
    }
}
