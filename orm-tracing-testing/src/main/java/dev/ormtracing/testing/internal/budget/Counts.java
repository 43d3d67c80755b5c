package dev.ormtracing.testing.internal.budget;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many there are of each name. */
record Counts(Map<String, Long> byName) {

    static <T> Counts of(Stream<T> things, Function<T, String> name, ToLongFunction<T> number) {
        Map<String, Long> sums = new TreeMap<>();
        things.forEach(thing -> sums.merge(name.apply(thing), number.applyAsLong(thing), Long::sum));
        sums.values().removeIf(sum -> sum == 0);
        return new Counts(sums);
    }

    long total() {
        return byName.values().stream().mapToLong(Long::longValue).sum();
    }

    boolean isEmpty() {
        return byName.isEmpty();
    }

    /** A line each, the highest first. */
    @Override
    public String toString() {
        return byName.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .map(entry -> "  " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
