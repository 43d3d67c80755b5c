package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Lists of different lengths are different statements, and different plans. */
final class InListCheck implements Check {

    @Override
    public String name() {
        return "in-list-without-padding";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        Map<String, Set<Integer>> lengths = new TreeMap<>();
        spans.selectsOfQueries()
                .forEach(span -> SqlText.of(span.sql())
                        .listLengths()
                        .forEach(length -> lengths.computeIfAbsent(
                                        span.owner() + ", " + span.summary() + " "
                                                + SqlText.of(span.sql())
                                                        .template()
                                                        .hashCode(),
                                        key -> new TreeSet<>())
                                .add(length)));
        return lengths.entrySet().stream()
                .filter(lists -> lists.getValue().size() > 1 && !arePadded(lists.getValue()))
                .map(lists -> finding(lists.getKey().replaceAll(" -?\\d+$", ""), lists.getValue()));
    }

    private static Finding finding(String query, Set<Integer> lengths) {
        return new Finding(
                query,
                query + " has lists of " + lengths
                        + " parameters, each a plan of its own: hibernate.query.in_clause_parameter_padding");
    }

    private static boolean arePadded(Set<Integer> lengths) {
        return lengths.stream().allMatch(length -> Integer.bitCount(length) == 1);
    }
}
