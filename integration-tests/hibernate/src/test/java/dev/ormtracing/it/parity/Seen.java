package dev.ormtracing.it.parity;

import dev.ormtracing.testing.SpanTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a tree has, as lines that can be compared: each begins with the kinds of spans from the root. */
final class Seen {

    private Seen() {}

    static List<String> spans(List<SpanTree> trees) {
        return lines(trees, span -> Stream.of(""));
    }

    static List<String> names(List<SpanTree> trees) {
        return lines(
                trees,
                span -> Stream.of(" " + Objects.requireNonNullElse(span.attribute("name"), "") + " "
                        + Objects.requireNonNullElse(span.attribute("db.query.summary"), "")));
    }

    /** But times, which are no two times the same. */
    static List<String> attributes(List<SpanTree> trees) {
        return lines(
                trees,
                span -> span.span().getAttributes().asMap().entrySet().stream()
                        .filter(attribute -> !attribute.getKey().getKey().matches(".*(duration|[.]begin|completion)"))
                        .map(attribute -> " " + attribute.getKey().getKey() + "=" + attribute.getValue()));
    }

    private static List<String> lines(List<SpanTree> trees, Function<SpanTree, Stream<String>> of) {
        List<String> lines = new ArrayList<>();
        trees.forEach(tree -> add(lines, "", tree, of));
        return lines;
    }

    private static void add(List<String> lines, String above, SpanTree tree, Function<SpanTree, Stream<String>> of) {
        String path = above + "/" + tree.shortName();
        of.apply(tree).forEach(what -> lines.add(path + what));
        tree.children().forEach(child -> add(lines, path, child, of));
    }
}
