package dev.ormtracing.it.reliability;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list short: delta debugging, until no single element can be left out. */
final class Shrinker {

    private Shrinker() {}

    static <T> List<T> shortest(List<T> failing, Predicate<List<T>> fails) {
        List<T> shortest = failing;
        int chunk = Math.max(1, failing.size() / 2);
        while (true) {
            List<T> shorter = withoutAChunk(shortest, chunk, fails);
            if (shorter.size() < shortest.size()) {
                shortest = shorter;
            } else if (chunk == 1) {
                return shortest;
            } else {
                chunk /= 2;
            }
        }
    }

    private static <T> List<T> withoutAChunk(List<T> failing, int chunk, Predicate<List<T>> fails) {
        for (int from = 0; from < failing.size(); from += chunk) {
            List<T> rest = new ArrayList<>(failing.subList(0, from));
            rest.addAll(failing.subList(Math.min(failing.size(), from + chunk), failing.size()));
            if (fails.test(rest)) {
                return rest;
            }
        }
        return failing;
    }
}
