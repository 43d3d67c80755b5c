package dev.ormtracing.core.internal.base;

import java.time.Instant;

/**
 * One clock per tree: the epoch is read before the root starts, and everything below it is that plus differences of
 * {@link System#nanoTime()}. Spans written after the fact and spans timed live then never disagree.
 *
 * <p>Trees that start within one second share a reading, since a reading is dearer than all else that an unsampled
 * operation costs.
 */
public final class TraceClock {

    /** A thread that is preempted between the two readings would shift a whole tree against its parent. */
    private static final long MAX_READING_NANOS = 2_000;

    private static final int MAX_READINGS = 3;
    private static final long MAX_AGE_NANOS = 1_000_000_000;

    private static volatile TraceClock last = read();

    private final long offset;
    private final long readAt;

    private TraceClock(long offset, long readAt) {
        this.offset = offset;
        this.readAt = readAt;
    }

    /** What to add to {@link System#nanoTime()}, of which a value just read is given, for nanoseconds since the epoch. */
    public static long offset(long nanoTime) {
        TraceClock reading = last;
        if (nanoTime - reading.readAt > MAX_AGE_NANOS) {
            reading = read();
            last = reading;
        }
        return reading.offset;
    }

    private static TraceClock read() {
        long before = System.nanoTime();
        for (int reading = 1; ; reading++) {
            Instant epoch = Instant.now();
            long after = System.nanoTime();
            if (after - before < MAX_READING_NANOS || reading == MAX_READINGS) {
                return new TraceClock(epoch.getEpochSecond() * 1_000_000_000L + epoch.getNano() - after, after);
            }
            before = after;
        }
    }
}
