package dev.ormtracing.testing.internal.matching;

import java.util.List;

/** A rendered tree: the line of a span and those below it. */
public record TreeLines(String text, List<TreeLines> children) {

    int size() {
        return 1 + children.stream().mapToInt(TreeLines::size).sum();
    }
}
