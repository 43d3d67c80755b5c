package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.span.QueryText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How failure messages speak of statements, and of how often there is something. */
final class Statements {

    private Statements() {}

    static String count(int number) {
        return number + (number == 1 ? " query" : " queries");
    }

    /** The statements in the order they were sent, numbered, one a line. */
    static String list(List<SpanTree> queries) {
        return IntStream.range(0, queries.size())
                .mapToObj(i -> "  " + (i + 1) + ". " + textOf(queries.get(i)))
                .collect(Collectors.joining("\n"));
    }

    static String textOf(SpanTree query) {
        return QueryText.whole(query.span());
    }

    static String expecting(String bound, int number, List<SpanTree> queries) {
        String end = queries.isEmpty() ? "" : ":\n" + list(queries);
        return "Expecting " + bound + count(number) + ", not " + queries.size() + end;
    }

    /** What was loaded when it was first used. */
    static String lazyRole(SpanTree tree) {
        Object role = tree.attribute("orm.role");
        Object model = role != null ? role : tree.attribute("model");
        return model != null ? model.toString() : TreeFormat.standard().line(tree);
    }

    static Map<String, Long> countBy(Stream<SpanTree> spans, Function<SpanTree, String> key) {
        return spans.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.counting()));
    }

    static String list(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(entry ->
                        "  " + entry.getKey() + (entry.getValue() == 1 ? "" : " (" + entry.getValue() + " times)"))
                .collect(Collectors.joining("\n"));
    }
}
