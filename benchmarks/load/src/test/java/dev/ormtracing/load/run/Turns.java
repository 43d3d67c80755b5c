package dev.ormtracing.load.run;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Turns with round numbers. */
final class Turns {

    private Turns() {}

    /** A thousand requests in two seconds, each answered in three milliseconds, with that much CPU time for each. */
    static Turn of(long cpuMicros) {
        Histogram times = new Histogram(3);
        times.recordValue(TimeUnit.MILLISECONDS.toNanos(3));
        long nanos = TimeUnit.MICROSECONDS.toNanos(cpuMicros) * 1_000;
        return new Turn(1_000, 2, new Figures(5_000, nanos, nanos / 2, 40_000_000), times);
    }

    /** Each variant with the CPU times of its rounds. */
    static void add(Results results, Variant variant, long... cpuMicros) {
        for (long micros : cpuMicros) {
            results.add(variant, of(micros));
        }
    }
}
