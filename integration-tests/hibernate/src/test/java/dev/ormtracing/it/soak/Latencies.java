package dev.ormtracing.it.soak;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long the work has taken: counts by duration, good to 3 %, of one size however much is added. Thread-safe. */
final class Latencies {

    private static final int STEPS = 32;

    private final AtomicLongArray counts = new AtomicLongArray(Long.SIZE * STEPS);

    void add(long nanos) {
        counts.incrementAndGet(index(Math.max(1, nanos)));
    }

    void clear() {
        for (int i = 0; i < counts.length(); i++) {
            counts.set(i, 0);
        }
    }

    long count() {
        long all = 0;
        for (int i = 0; i < counts.length(); i++) {
            all += counts.get(i);
        }
        return all;
    }

    /** In milliseconds; 0 when nothing was added. */
    double percentile(double percent) {
        long wanted = (long) Math.ceil(count() * percent / 100);
        long seen = 0;
        for (int i = 0; i < counts.length(); i++) {
            seen += counts.get(i);
            if (wanted > 0 && seen >= wanted) {
                return nanos(i) / 1e6;
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        int power = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos);
        double fraction = (double) nanos / (1L << power) - 1;
        return power * STEPS + (int) (fraction * STEPS);
    }

    private static double nanos(int index) {
        return Math.scalb(1 + (index % STEPS + 0.5) / STEPS, index / STEPS);
    }
}
