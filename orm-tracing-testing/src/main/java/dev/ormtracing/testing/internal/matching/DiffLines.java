package dev.ormtracing.testing.internal.matching;

import dev.ormtracing.testing.internal.matching.TreePattern.Node;
import dev.ormtracing.testing.internal.matching.TreePattern.Times;
import java.util.ArrayList;
import java.util.List;

/** The lines of a difference: a column for the mark, then the tree. */
final class DiffLines {

    private final List<String> lines = new ArrayList<>();

    void same(String text, int depth) {
        add(" ", text, depth);
    }

    void same(TreeLines tree, int depth) {
        addAll(" ", tree, depth);
    }

    void missing(String text, int depth) {
        add("-", text, depth);
    }

    /** A node that may be absent is not missing. */
    void missing(Node node, int depth) {
        if (node.times() == Times.ONCE) {
            missing(node.source(), depth);
            node.children().nodes().forEach(child -> missing(child, depth + 1));
        }
    }

    void unexpected(String text, int depth) {
        add("+", text, depth);
    }

    void unexpected(TreeLines tree, int depth) {
        addAll("+", tree, depth);
    }

    private void addAll(String mark, TreeLines tree, int depth) {
        add(mark, tree.text(), depth);
        tree.children().forEach(child -> addAll(mark, child, depth + 1));
    }

    private void add(String mark, String text, int depth) {
        lines.add(mark + " " + "  ".repeat(depth) + text);
    }

    Difference toDifference() {
        return new Difference(List.copyOf(lines));
    }
}
