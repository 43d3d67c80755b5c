package dev.ormtracing.report.internal;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How long spans of one kind took, in nanoseconds. */
final class Durations {

    private long[] nanos = new long[4];
    private int count;
    private long total;
    private @Nullable ReportSpan slowest;

    void add(ReportSpan span) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = span.nanos();
        total += span.nanos();
        if (slowest == null || span.nanos() > slowest.nanos()) {
            slowest = span;
        }
    }

    long total() {
        return total;
    }

    /** 95 % took no longer, by the nearest rank. */
    private long p95() {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[Math.max(0, (95 * count + 99) / 100 - 1)];
    }

    void putInto(Map<String, Object> json) {
        ReportSpan longest = Objects.requireNonNull(slowest, "something was added");
        json.put("count", count);
        json.put("total", total);
        json.put("p95", p95());
        json.put("max", longest.nanos());
        json.put("slowest", longest.at());
    }
}
