package dev.ormtracing.core.internal;

import java.time.Instant;

/**
 * One clock per tree: the epoch is read once, when the root starts, and everything below it is that plus differences
 * of {@link System#nanoTime()}. Spans written after the fact and spans timed live then never disagree.
 */
final class TraceClock {

    /** A thread that is preempted between the two readings would shift a whole tree against its parent. */
    private static final long MAX_READING_NANOS = 2_000;

    private static final int MAX_READINGS = 3;

    private TraceClock() {}

    /** What to add to {@link System#nanoTime()} to get nanoseconds since the epoch. */
    static long offset() {
        long before = System.nanoTime();
        for (int reading = 1; ; reading++) {
            Instant epoch = Instant.now();
            long after = System.nanoTime();
            if (after - before < MAX_READING_NANOS || reading == MAX_READINGS) {
                return epoch.getEpochSecond() * 1_000_000_000L + epoch.getNano() - after;
            }
            before = after;
        }
    }
}
