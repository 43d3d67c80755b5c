package dev.ormtracing.it.soak;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What is left on the heap after a collection, again and again, while nothing runs. */
final class LiveHeap {

    /** @param minute since the start */
    record Sample(double minute, double kilobytes) {}

    /** @param error one standard error, in kB a minute as the slope */
    record Trend(double slope, double error) {

        /** Whether it grows by more, beyond reasonable doubt. */
        boolean isAbove(double bound) {
            return slope - 2 * error > bound;
        }
    }

    private final long start = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();

    Sample sample() {
        // The second one takes what the first has made unreachable through references.
        System.gc();
        System.gc();
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        Sample taken = new Sample((System.nanoTime() - start) / 6e10, used / 1024.0);
        samples.add(taken);
        return taken;
    }

    /** The trend once caches are filled and code is compiled: without the first third. */
    Trend trend() {
        return trendOf(samples.subList(samples.size() / 3, samples.size()));
    }

    static Trend trendOf(List<Sample> samples) {
        double meanX = samples.stream().mapToDouble(Sample::minute).average().orElse(0);
        double meanY = samples.stream().mapToDouble(Sample::kilobytes).average().orElse(0);
        double xx = 0;
        double xy = 0;
        for (Sample sample : samples) {
            xx += (sample.minute - meanX) * (sample.minute - meanX);
            xy += (sample.minute - meanX) * (sample.kilobytes - meanY);
        }
        double slope = xy / xx;
        double squares = 0;
        for (Sample sample : samples) {
            double off = sample.kilobytes - meanY - slope * (sample.minute - meanX);
            squares += off * off;
        }
        return new Trend(slope, Math.sqrt(squares / (samples.size() - 2) / xx));
    }
}
