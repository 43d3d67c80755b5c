package dev.ormtracing.core.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The contexts that the application has made current in a callback and not closed when what called it returned, each with
 * what was current before. While one of them is current, nothing of ours is put above it, or the application could not
 * close it in the next callback.
 *
 * <p>Kept for each thread in objects of the JDK, and weakly, since it may be the application's own leak.
 */
final class LeftContexts {

    private static final int MOST = 16;

    private LeftContexts() {}

    /** Whether the context is one of those. */
    static boolean isLeft(Context current) {
        Deque<Object[]> all = ContextsOfThread.left();
        if (all != null) {
            for (Object[] left : all) {
                if (isMark(left[0], current)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Something of ours is over.
     *
     * @param before what was current when it began
     * @param after what is now
     */
    static void note(Context before, Context after) {
        if (isSame(before, after)) {
            return;
        }
        if (unwind(after)) {
            return;
        }
        Deque<Object[]> all = ContextsOfThread.left();
        if (all != null) {
            all.removeIf(left -> isMark(left[0], after));
        }
        if (isSame(after, Context.root())) {
            return;
        }
        if (all == null) {
            all = new ArrayDeque<>(2);
            ContextsOfThread.left(all);
        } else if (all.size() == MOST) {
            all.removeLast();
        }
        all.push(new Object[] {mark(after), mark(before)});
    }

    /** Forgets what has been closed if this was current before one of them; says whether it was. */
    static boolean unwind(Context current) {
        Deque<Object[]> all = ContextsOfThread.left();
        if (all == null) {
            return false;
        }
        int above = 0;
        for (Object[] left : all) {
            above++;
            if (isMark(left[1], current)) {
                while (above-- > 0) {
                    all.pop();
                }
                if (all.isEmpty()) {
                    ContextsOfThread.left(null);
                }
                return true;
            }
        }
        return false;
    }

    /** A context of somebody else's implementation may be another object each time: then it is known by its span. */
    private static Object mark(Context context) {
        return OverlaidKeys.AVAILABLE
                ? new WeakReference<>(context)
                : Span.fromContext(context).getSpanContext();
    }

    private static boolean isMark(Object mark, Context context) {
        return mark instanceof WeakReference<?> reference
                ? reference.get() == context
                : mark.equals(Span.fromContext(context).getSpanContext());
    }

    private static boolean isSame(Context a, Context b) {
        return a == b || !OverlaidKeys.AVAILABLE && Spans.isSame(Span.fromContext(a), Span.fromContext(b));
    }
}
