package dev.ormtracing.examples.quickstart;

import dev.ormtracing.testing.TreePrintingSpanExporter;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How much of the operations' time no span explains: in the best run of each, since a busy machine pauses anywhere. */
final class GapReport {

    private final Map<String, OperationGap> best = new LinkedHashMap<>();

    void add(List<OperationGap> gaps) {
        gaps.forEach(gap -> best.merge(gap.key(), gap, GapReport::better));
    }

    List<OperationGap> offenders() {
        return operations().stream().filter(gap -> !gap.isSmall()).toList();
    }

    void print(PrintStream out) {
        List<OperationGap> operations = operations();
        if (operations.isEmpty()) {
            out.println("No operation was recorded.");
            return;
        }
        long gaps = operations.stream().mapToLong(OperationGap::gapNanos).sum();
        long total = operations.stream().mapToLong(OperationGap::operationNanos).sum();
        out.printf(
                Locale.ROOT,
                "%d operations with children took %.2f ms, of which no child covers %.3f ms (%.2f %%).%n",
                operations.size(),
                millis(total),
                millis(gaps),
                100.0 * gaps / total);
        operations.stream()
                .max(Comparator.comparingLong(OperationGap::gapNanos))
                .ifPresent(gap -> printLine(out, "Longest gap:       ", gap));
        operations.stream()
                .max(Comparator.comparingDouble(OperationGap::share))
                .ifPresent(gap -> printLine(out, "Largest share:     ", gap));
        printPlaces(out, operations);
        List<OperationGap> offenders = offenders();
        out.printf(
                "Rule (less than 5 %% of the operation or less than 0.020 ms): %d of %d keep it.%n",
                operations.size() - offenders.size(), operations.size());
        offenders.forEach(gap -> printTree(out, gap));
        printApart(out);
    }

    private static void printPlaces(PrintStream out, List<OperationGap> operations) {
        Map<String, Long> places = new TreeMap<>();
        operations.forEach(gap -> gap.places().forEach((place, nanos) -> places.merge(place, nanos, Long::sum)));
        out.println("Where they are:");
        places.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(
                        place -> out.printf(Locale.ROOT, "  %8.3f ms  %s%n", millis(place.getValue()), place.getKey()));
    }

    private void printApart(PrintStream out) {
        List<OperationGap> apart = new ArrayList<>(best.values());
        apart.removeIf(gap -> !gap.runsTheApplication());
        if (!apart.isEmpty()) {
            out.println("Not counted, since the application's own code runs inside:");
            apart.forEach(gap -> printLine(out, "  ", gap));
        }
    }

    private void printTree(PrintStream out, OperationGap gap) {
        printLine(out, "  breaks the rule: ", gap);
        TreePrintingSpanExporter exporter = TreePrintingSpanExporter.create(out);
        exporter.export(gap.tree());
        exporter.flush();
    }

    private void printLine(PrintStream out, String label, OperationGap gap) {
        out.printf(
                Locale.ROOT,
                "%s%.3f ms of %.3f ms (%.1f %%)  %s%n",
                label,
                millis(gap.gapNanos()),
                millis(gap.operationNanos()),
                100 * gap.share(),
                gap.key());
    }

    List<OperationGap> operations() {
        return best.values().stream().filter(gap -> !gap.runsTheApplication()).toList();
    }

    /** One that keeps the rule before one that does not, then the shorter gap. */
    private static OperationGap better(OperationGap one, OperationGap other) {
        if (one.isSmall() != other.isSmall()) {
            return one.isSmall() ? one : other;
        }
        return one.gapNanos() <= other.gapNanos() ? one : other;
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
