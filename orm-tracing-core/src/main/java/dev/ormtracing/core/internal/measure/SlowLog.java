package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.LibraryLog;
import dev.ormtracing.core.internal.base.LogLimit;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes operations that took too long into the log: one of a name in a minute, and not many in all, since what is slow
 * for one is slow for many at a time. Thread-safe; no method throws.
 */
public final class SlowLog {

    public static final String LOGGER_NAME = "dev.ormtracing.slow";

    private static final int MAX_PER_MINUTE = 10;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final LibraryLog LOG = new LibraryLog(LOGGER_NAME);

    private volatile long thresholdNanos;
    private final LogLimit names = new LogLimit();
    private @Nullable Long minuteStart;
    private int written;
    private long suppressed;

    public SlowLog(long thresholdNanos) {
        this.thresholdNanos = thresholdNanos;
    }

    /** How long an operation has to take from now on. */
    public void threshold(long nanos) {
        thresholdNanos = nanos;
    }

    /** An operation that no other one encloses has ended. */
    void ends(TimeTree tree, SpanContext context) {
        if (tree.nanos < thresholdNanos) {
            return;
        }
        try {
            long before = pass(tree.type.suffix + tree.name, System.nanoTime());
            if (before >= 0) {
                LOG.warn(text(tree, context, before));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** How many were suppressed since the last one that passed, or -1 for one that does not pass. */
    public synchronized long pass(String name, long nanoTime) {
        if (minuteStart == null || nanoTime - minuteStart >= MINUTE_NANOS) {
            minuteStart = nanoTime;
            written = 0;
        }
        if (written == MAX_PER_MINUTE || !names.allows(name, nanoTime)) {
            suppressed++;
            return -1;
        }
        written++;
        long before = suppressed;
        suppressed = 0;
        return before;
    }

    private String text(TimeTree tree, SpanContext context, long before) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "Slow: %s took %.2f ms (threshold %.0f ms)",
                tree.name.isEmpty() ? tree.type.suffix : Guard.oneLine(tree.name),
                tree.nanos / 1e6,
                thresholdNanos / 1e6));
        if (context.isValid()) {
            text.append(" trace_id=").append(context.getTraceId());
            text.append(context.isSampled() ? "" : " (not sampled)");
        }
        if (before > 0) {
            text.append("; ").append(before).append(" other slow ones were not logged before it");
        }
        return text.append(TimeTreeText.of(tree)).toString();
    }
}
