package dev.ormtracing.examples.quickstart;

import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one may conclude from the trees that are printed: where the time goes, and what is wrong. */
final class Conclusions {

    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("orm.transaction.outcome");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("orm.n_plus_one.subject");
    private static final AttributeKey<Long> COUNT = AttributeKey.longKey("orm.n_plus_one.count");
    private static final AttributeKey<String> REMEDY = AttributeKey.stringKey("orm.n_plus_one.remedy");

    /** The spans that have nothing below them, by what their time is. */
    private static final Map<String, String> PHASES = phases();

    private static Map<String, String> phases() {
        Map<String, String> phases = new LinkedHashMap<>();
        phases.put("db_query", "in the database");
        phases.put("connect", "waiting for a connection");
        phases.put("compile", "making SQL");
        phases.put("serialize", "preparing statements");
        phases.put("hydrate", "turning rows into entities");
        return phases;
    }

    private final List<String> found = new ArrayList<>();
    private final List<SpanTree> all = new ArrayList<>();

    /** What the trees of one scenario say. */
    List<String> of(String title, List<SpanData> spans) {
        List<SpanTree> trees = Traces.of(spans).trees();
        all.addAll(trees);
        List<String> wrong = new ArrayList<>();
        trees.forEach(tree -> tree.stream().forEach(span -> tellRepetitions(span, wrong)));
        for (SpanTree tree : trees) {
            tellFailure(tree, wrong);
        }
        wrong.forEach(one -> found.add(title + ": " + one));
        List<String> lines = new ArrayList<>();
        if (trees.stream().anyMatch(tree -> !tree.queries().isEmpty())) {
            lines.add(sum(trees));
        }
        lines.addAll(wrong);
        return lines;
    }

    private static void tellRepetitions(SpanTree span, List<String> wrong) {
        for (EventData event : span.span().getEvents()) {
            Attributes told = event.getAttributes();
            if (event.getName().equals("orm.n_plus_one")) {
                wrong.add("N+1: " + told.get(SUBJECT) + " was read " + told.get(COUNT) + " times, one by one. Remedy: "
                        + told.get(REMEDY));
            }
        }
    }

    private static void tellFailure(SpanTree tree, List<String> wrong) {
        if (tree.isError()) {
            wrong.add("failed with " + tree.errorType() + " in "
                    + tree.queries().stream()
                            .filter(SpanTree::isError)
                            .map(Conclusions::summary)
                            .findFirst()
                            .orElse(tree.shortName()));
        }
        if ("rolled_back".equals(tree.attribute(OUTCOME))) {
            wrong.add("rolled back: none of its writes has lasted");
        }
    }

    private static String sum(List<SpanTree> trees) {
        List<SpanTree> statements =
                trees.stream().flatMap(tree -> tree.queries().stream()).toList();
        Map<String, Long> times = times(trees);
        long total = nanos(trees);
        StringBuilder line = new StringBuilder(plural(statements.size(), "statement"));
        times.entrySet().stream()
                .filter(phase -> 10 * phase.getValue() >= total)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(3)
                .forEach(phase -> line.append(line.indexOf("%") < 0 ? ": " : ", ")
                        .append(share(phase.getValue(), total))
                        .append(' ')
                        .append(PHASES.get(phase.getKey())));
        return line.toString();
    }

    private static Map<String, Long> times(List<SpanTree> trees) {
        Map<String, Long> times = new LinkedHashMap<>();
        trees.stream()
                .flatMap(SpanTree::stream)
                .filter(span -> span.children().isEmpty() && PHASES.containsKey(type(span)))
                .forEach(span -> times.merge(type(span), span.duration().toNanos(), Long::sum));
        return times;
    }

    /** In a few lines, of all scenarios. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("In all " + millis(nanos(all)) + ": " + sum(all) + ".");
        List<SpanTree> operations = all.stream()
                .flatMap(SpanTree::stream)
                .filter(span -> type(span).equals("operation"))
                .toList();
        operations.stream()
                .max(Comparator.comparing(SpanTree::duration))
                .ifPresent(slowest -> lines.add("Slowest operation: " + slowest.attribute("name") + ", "
                        + millis(slowest.duration().toNanos()) + " with "
                        + plural(slowest.queries().size(), "statement") + "."));
        all.stream()
                .max(Comparator.comparing(tree -> tree.queries().size()))
                .ifPresent(chattiest -> lines.add("Most statements: " + chattiest.shortName() + " in trace "
                        + chattiest.span().getTraceId() + ", "
                        + chattiest.queries().size() + "."));
        lines.addAll(found);
        return lines;
    }

    private static long nanos(List<SpanTree> trees) {
        return trees.stream().mapToLong(tree -> tree.duration().toNanos()).sum();
    }

    private static String type(SpanTree span) {
        @Nullable String type = span.type();
        return type == null ? "" : type;
    }

    private static String summary(SpanTree statement) {
        return Objects.toString(statement.attribute("db.query.summary"), statement.shortName());
    }

    private static String plural(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    private static String share(long part, long whole) {
        return Math.round(100.0 * part / whole) + " %";
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
