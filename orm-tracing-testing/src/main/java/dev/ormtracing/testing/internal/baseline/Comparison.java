package dev.ormtracing.testing.internal.baseline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The changes from one baseline, or one test, to another. */
public final class Comparison {

    private final TestEntry after;
    private final List<Change> changes = new ArrayList<>();

    private Comparison(TestEntry after) {
        this.after = after;
    }

    /** All changes, test by test. */
    public static List<Change> of(Baseline before, Baseline after) {
        SortedSet<String> names = new TreeSet<>(before.tests().keySet());
        names.addAll(after.tests().keySet());
        return names.stream().flatMap(name -> changes(name, before, after)).toList();
    }

    private static Stream<Change> changes(String name, Baseline before, Baseline after) {
        TestEntry old = before.tests().get(name);
        TestEntry now = after.tests().get(name);
        if (old == null && now != null) {
            return Stream.of(new Change(now, Change.Kind.TEST, false, "new test"));
        }
        if (now == null && old != null) {
            return Stream.of(new Change(old, Change.Kind.TEST, false, "no longer there"));
        }
        return old == null || now == null ? Stream.empty() : of(old, now).stream();
    }

    /** The changes of a test. */
    public static List<Change> of(TestEntry before, TestEntry after) {
        Comparison comparison = new Comparison(after);
        SortedSet<String> names = new TreeSet<>(before.operations().keySet());
        names.addAll(after.operations().keySet());
        names.forEach(name -> comparison.compare(before.operation(name), after.operation(name)));
        comparison.compareRepetitions(before.nPlusOnes(), after.nPlusOnes());
        comparison.changes.sort(Comparator.comparing(Change::kind));
        return comparison.changes;
    }

    /** In a line: {@code `OrderServiceTest.checkout`: new N+1 `Order.lines`; …}. */
    public static String sentence(List<Change> changesOfOneTest) {
        return "`" + changesOfOneTest.get(0).test().shortName() + "`: "
                + changesOfOneTest.stream().map(Change::words).collect(Collectors.joining("; "));
    }

    private void compare(OperationEntry before, OperationEntry after) {
        String name = "`" + after.name() + "`";
        long more = after.times() - before.times();
        if (more != 0) {
            add(Change.Kind.OPERATIONS, more > 0, signed(more) + " " + name);
        }
        new StatementComparison(before, after)
                .changes()
                .forEach(change -> add(change.kind(), change.isRegression(), change.words()));
        compareRows(name, before, after);
        if (before.planCache() == PlanCache.HIT && after.planCache() == PlanCache.MISS) {
            add(Change.Kind.PLAN_CACHE, true, name + " lost its plan-cache hit");
        } else if (before.planCache() == PlanCache.MISS && after.planCache() == PlanCache.HIT) {
            add(Change.Kind.PLAN_CACHE, false, name + " now hits the plan cache");
        }
        compareFlushes(name, before.flush(), after.flush());
    }

    private void compareRows(String name, OperationEntry before, OperationEntry after) {
        if (before.rows() != after.rows()) {
            boolean isRegression = after.rows() > before.rows();
            add(
                    Change.Kind.ROWS,
                    isRegression,
                    name + " reads " + Words.count(after.rows(), "row") + " instead of " + before.rows());
        }
    }

    private void compareFlushes(String name, FlushEntry before, FlushEntry after) {
        if (before.equals(after)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        part(parts, before.times(), after.times(), "flush");
        part(parts, before.entities(), after.entities(), "checked entity");
        part(parts, before.inserts(), after.inserts(), "insert");
        part(parts, before.updates(), after.updates(), "update");
        part(parts, before.deletes(), after.deletes(), "delete");
        boolean isRegression = after.times() > before.times() || after.entities() > before.entities();
        add(Change.Kind.FLUSH, isRegression, "flush work in " + name + ": " + String.join(", ", parts));
    }

    private static void part(List<String> parts, long before, long after, String thing) {
        if (before != after) {
            String things = switch (thing) {
                case "flush" -> "flushes";
                case "checked entity" -> "checked entities";
                default -> thing + "s";
            };
            parts.add(after + " " + (after == 1 ? thing : things) + " instead of " + before);
        }
    }

    private void compareRepetitions(SortedSet<String> before, SortedSet<String> after) {
        after.stream()
                .filter(subject -> !before.contains(subject))
                .forEach(subject -> add(Change.Kind.N_PLUS_ONE, true, "new N+1 `" + subject + "`"));
        before.stream()
                .filter(subject -> !after.contains(subject))
                .forEach(subject -> add(Change.Kind.N_PLUS_ONE, false, "no more N+1 `" + subject + "`"));
    }

    private void add(Change.Kind kind, boolean isRegression, String words) {
        changes.add(new Change(after, kind, isRegression, words));
    }

    static String signed(long number) {
        return number > 0 ? "+" + number : "-" + -number;
    }
}
