package dev.ormtracing.testing.internal.matching;

import dev.ormtracing.testing.internal.matching.TreePattern.Node;
import dev.ormtracing.testing.internal.matching.TreePattern.Siblings;
import dev.ormtracing.testing.internal.matching.TreePattern.Times;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the way to lay a pattern over trees that leaves the fewest lines missing or unexpected. No such line means that
 * the trees match; else these lines are the difference.
 */
public final class TreeComparison {

    /** The cost of a missing or an unexpected line. Less than that decides between ways of equally many lines. */
    static final int LINE = 1000;

    private final Map<Siblings, Map<List<TreeLines>, Alignment>> alignments = new IdentityHashMap<>();

    /** Empty when the trees match. */
    public static Difference difference(Siblings expected, List<TreeLines> actual) {
        Alignment alignment = new TreeComparison().alignment(expected, actual);
        if (alignment.cost() == 0) {
            return new Difference(List.of());
        }
        DiffLines lines = new DiffLines();
        alignment.write(lines, 0);
        return lines.toDifference();
    }

    Alignment alignment(Siblings expected, List<TreeLines> actual) {
        Map<List<TreeLines>, Alignment> ofExpected =
                alignments.computeIfAbsent(expected, key -> new IdentityHashMap<>());
        Alignment known = ofExpected.get(actual);
        if (known == null) {
            known = expected.inAnyOrder()
                    ? new AnyOrderAlignment(this, expected.nodes(), actual)
                    : new OrderedAlignment(this, expected.nodes(), actual);
            ofExpected.put(actual, known);
        }
        return known;
    }

    int cost(Node node, TreeLines line) {
        return lineCost(node, line)
                + alignment(node.children(), line.children()).cost();
    }

    /** Lines that begin with the same word are likely to be the ones that belong together. */
    private static int lineCost(Node node, TreeLines line) {
        if (node.accepts(line.text())) {
            return 0;
        }
        return firstWord(node.source()).equals(firstWord(line.text())) ? 2 * LINE - 1 : 2 * LINE;
    }

    private static String firstWord(String text) {
        return text.split(" ", 2)[0];
    }

    boolean matches(Node node, TreeLines line) {
        return node.times() == Times.ANYTHING || cost(node, line) == 0;
    }

    /** Writes a node laid over a line: the line as it is, or both when they differ. */
    void writePair(Node node, TreeLines line, DiffLines lines, int depth) {
        if (node.accepts(line.text())) {
            lines.same(line.text(), depth);
        } else {
            lines.missing(node.source(), depth);
            lines.unexpected(line.text(), depth);
        }
        alignment(node.children(), line.children()).write(lines, depth + 1);
    }

    /** The best way to lay the nodes over the lines of some siblings. */
    interface Alignment {

        /** {@link #LINE} for each missing and each unexpected line, or a little less; 0 when all lines match. */
        int cost();

        void write(DiffLines lines, int depth);
    }
}
