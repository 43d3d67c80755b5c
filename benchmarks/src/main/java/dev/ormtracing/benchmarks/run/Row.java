package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.subject.Library;
import java.util.Optional;
import java.util.function.Function;

/**
 * A row of the table: a case, what it may cost, and what it costs with each library.
 *
 * @param bar the limit in words
 * @param limit the limit in figures of the same run, where it is one of a cost
 * @param ours which of our details the row is about
 * @param costs what a library costs; empty where it was not measured
 */
record Row(String title, String bar, Optional<Cost> limit, Library ours, Function<Library, Optional<Cost>> costs) {

    /** Whether we stay within the limit; times are judged with the bytes, and shown apart. */
    String verdict() {
        Optional<Cost> cost = costs.apply(ours);
        if (cost.isEmpty() || limit.isEmpty()) {
            return "";
        }
        return "time %s, bytes %s"
                .formatted(
                        mark(cost.get().nanos(), limit.get().nanos()),
                        mark(cost.get().bytes(), limit.get().bytes()));
    }

    private static String mark(double value, double limit) {
        if (Double.isNaN(limit)) {
            return "–";
        }
        return Math.rint(value) <= Math.rint(limit) ? "met" : "**missed**";
    }
}
