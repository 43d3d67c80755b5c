package dev.ormtracing.testing;

import dev.ormtracing.testing.RepeatedReads.Repeated;
import dev.ormtracing.testing.internal.span.NPlusOneEvent;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What failure messages say of reads and writes one by one. */
final class Suspects {

    private Suspects() {}

    static List<String> writes(List<SpanTree> trees) {
        return all(trees)
                .flatMap(tree -> told(tree, NPlusOneEvent.WRITES, 0).map(told -> told.line))
                .toList();
    }

    /** What the core has found, by the threshold of its settings. */
    static List<String> reads(List<SpanTree> trees) {
        return all(trees)
                .flatMap(tree -> told(tree, NPlusOneEvent.READS, 0).map(told -> told.line))
                .toList();
    }

    /** What was read so often, though the core finds it too few. */
    static List<String> reads(List<SpanTree> trees, int threshold) {
        return all(trees).flatMap(tree -> reads(tree, threshold)).toList();
    }

    private static Stream<String> reads(SpanTree tree, int threshold) {
        List<Told> told = told(tree, NPlusOneEvent.READS, threshold).toList();
        Predicate<Repeated> isTold = read -> told.stream().anyMatch(t -> t.subject.equals(read.subject()));
        return Stream.concat(
                told.stream().map(t -> t.line),
                RepeatedReads.of(tree, threshold).stream()
                        .filter(isTold.negate())
                        .map(read -> String.format(
                                "  %s (%d times%s) below [%s]: would be an N+1 with more rows%n    remedy: %s",
                                read.subject(), read.count(), soFar(tree), line(tree), remedy(read))));
    }

    private record Told(String subject, String line) {}

    private static Stream<Told> told(SpanTree tree, String name, int threshold) {
        List<NPlusOneEvent> events = NPlusOneEvent.of(tree.span(), name).toList();
        return Stream.concat(
                events.stream()
                        .filter(event -> event.count() >= threshold)
                        .map(event -> new Told(event.subject(), line(tree, event))),
                NPlusOneEvent.runningSubjects(tree.span(), name).stream()
                        .filter(subject -> events.stream()
                                .noneMatch(event -> event.subject().equals(subject)))
                        .flatMap(subject -> soFar(tree, name, subject, threshold)));
    }

    /** The number comes with the end of a span; until then, whoever has recorded its children can count them. */
    private static Stream<Told> soFar(SpanTree tree, String name, String subject, int threshold) {
        Repeated counted = name.equals(NPlusOneEvent.READS) ? counted(tree, subject) : null;
        if (counted == null) {
            return Stream.of(new Told(subject, String.format("  %s (so far) below [%s]", subject, line(tree))));
        }
        String line = String.format(
                "  %s (%d times so far) below [%s]%n    remedy: %s",
                subject, counted.count(), line(tree), remedy(counted));
        return counted.count() < threshold ? Stream.of() : Stream.of(new Told(subject, line));
    }

    private static @Nullable Repeated counted(SpanTree tree, String subject) {
        return RepeatedReads.of(tree, 2).stream()
                .filter(read -> read.subject().equals(subject))
                .findFirst()
                .orElse(null);
    }

    private static String soFar(SpanTree tree) {
        return tree.hasEnded() ? "" : " so far";
    }

    private static String remedy(Repeated read) {
        SpanTree first = read.reads().get(0);
        if (!Boolean.TRUE.equals(first.attribute("orm.lazy"))) {
            return "find".equals(first.attribute("method"))
                    ? "findMultiple (byMultipleIds), or a query with an IN list"
                    : "one query with a join or an IN list";
        }
        return read.subject().contains(".")
                ? "join fetch " + read.subject() + ", @BatchSize on it, or an entity graph"
                : "join fetch of the association to " + read.subject() + ", or an entity graph";
    }

    private static String line(SpanTree tree, NPlusOneEvent event) {
        return String.format(
                Locale.ROOT,
                "  %s (%s%d times, %.1f ms) below [%s]%s%n    remedy: %s",
                event.subject(),
                tree.type() == null ? "at least " : "",
                event.count(),
                1_000 * event.seconds(),
                line(tree),
                event.loadedBy().isEmpty() ? "" : ", after " + event.loadedBy(),
                event.remedy());
    }

    private static String line(SpanTree tree) {
        return TreeFormat.standard().line(tree);
    }

    private static Stream<SpanTree> all(List<SpanTree> trees) {
        return trees.stream().flatMap(SpanTree::stream);
    }
}
