package dev.ormtracing.testing;

import java.util.List;

/** A rendered tree: the line of a span and those below it. */
record TreeLines(String text, List<TreeLines> children) {

    static List<TreeLines> of(List<SpanTree> trees, TreeFormat format) {
        return trees.stream()
                .map(tree -> new TreeLines(format.line(tree), of(tree.children(), format)))
                .toList();
    }

    int size() {
        return 1 + children.stream().mapToInt(TreeLines::size).sum();
    }
}
