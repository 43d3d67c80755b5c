package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The second-level cache is asked again and again, and has nothing. */
final class CacheNeverHitCheck implements Check {

    private static final int MISSES = 10;

    @Override
    public String name() {
        return "cache-never-hit";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        Map<String, Long> hits = sums(spans, "orm.cache.hits");
        return sums(spans, "orm.cache.misses").entrySet().stream()
                .filter(misses -> misses.getValue() >= MISSES && hits.getOrDefault(misses.getKey(), 0L) == 0)
                .map(misses -> new Finding(
                        misses.getKey(),
                        "the second-level cache was asked " + misses.getValue() + " times for " + misses.getKey()
                                + " and never hit: is it worth its memory?"));
    }

    private static Map<String, Long> sums(TestSpans spans, String key) {
        return spans.operations()
                .collect(Collectors.groupingBy(
                        span -> span.text("model"), Collectors.summingLong((SpanNode span) -> span.number(key))));
    }
}
