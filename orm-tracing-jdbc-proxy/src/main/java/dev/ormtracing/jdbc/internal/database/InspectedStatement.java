package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.internal.base.ThreadSlots;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How an inspector of Hibernate's statements learns that a traced connection prepares them: then the two would say
 * everything twice. The inspector is asked right before the connection, on the same thread, and never after it. Only texts
 * and numbers stay on the thread.
 */
public final class InspectedStatement {

    private static final AtomicInteger INSPECTORS = new AtomicInteger();

    /** Whether anybody inspects; a field, since every statement asks. */
    public static volatile boolean awaited;

    private final Integer inspector = INSPECTORS.incrementAndGet();

    /** The inspector has seen this text, which Hibernate prepares next. */
    public void inspected(String text) {
        awaited = true;
        ThreadSlots.INSPECTED.set(new Object[] {text, inspector});
    }

    /** Whether a traced connection has prepared what the inspector has seen last on this thread. */
    public boolean isTraced() {
        return ThreadSlots.INSPECTED.get() instanceof Object[] last
                && Boolean.TRUE.equals(last[0])
                && inspector.equals(last[1]);
    }

    /** A traced connection prepares this text. */
    public static void prepares(@Nullable String text) {
        if (text != null && ThreadSlots.INSPECTED.get() instanceof Object[] last && last[0] == text) {
            last[0] = true;
        }
    }
}
