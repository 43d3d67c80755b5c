package dev.ormtracing.testing.internal.matching;

import static dev.ormtracing.testing.internal.matching.TreeComparison.LINE;

import dev.ormtracing.testing.internal.matching.TreePattern.Node;
import dev.ormtracing.testing.internal.matching.TreePattern.Times;
import java.util.List;

/** The shortest edit script from the nodes of a pattern to the lines of a tree, both in their order. */
final class OrderedAlignment implements TreeComparison.Alignment {

    private enum Step {
        END,
        PAIR,
        PAIR_AND_STAY,
        ABSORB,
        MISSING,
        UNEXPECTED
    }

    private final TreeComparison comparison;
    private final List<Node> nodes;
    private final List<TreeLines> lines;
    /** Cost and first step of aligning what starts at node i and line j. */
    private final int[][] costs;

    private final Step[][] steps;

    OrderedAlignment(TreeComparison comparison, List<Node> nodes, List<TreeLines> lines) {
        this.comparison = comparison;
        this.nodes = nodes;
        this.lines = lines;
        costs = new int[nodes.size() + 1][lines.size() + 1];
        steps = new Step[nodes.size() + 1][lines.size() + 1];
        for (int i = nodes.size(); i >= 0; i--) {
            for (int j = lines.size(); j >= 0; j--) {
                align(i, j);
            }
        }
    }

    @Override
    public int cost() {
        return costs[0][0];
    }

    private void align(int i, int j) {
        costs[i][j] = Integer.MAX_VALUE;
        if (i == nodes.size() && j == lines.size()) {
            take(i, j, Step.END, 0);
        }
        if (i < nodes.size() && j < lines.size()) {
            layNodeOverLine(i, j);
        }
        if (i < nodes.size()) {
            take(i, j, Step.MISSING, LINE * nodes.get(i).size() + costs[i + 1][j]);
        }
        if (j < lines.size()) {
            take(i, j, Step.UNEXPECTED, LINE * lines.get(j).size() + costs[i][j + 1]);
        }
    }

    private void layNodeOverLine(int i, int j) {
        Node node = nodes.get(i);
        if (node.times() == Times.ANYTHING) {
            take(i, j, Step.ABSORB, costs[i][j + 1]);
        } else if (node.times() == Times.ANY_NUMBER) {
            take(i, j, Step.PAIR_AND_STAY, comparison.cost(node, lines.get(j)) + costs[i][j + 1]);
        } else {
            take(i, j, Step.PAIR, comparison.cost(node, lines.get(j)) + costs[i + 1][j + 1]);
        }
    }

    private void take(int i, int j, Step step, int cost) {
        if (cost < costs[i][j]) {
            costs[i][j] = cost;
            steps[i][j] = step;
        }
    }

    @Override
    public void write(DiffLines out, int depth) {
        int i = 0;
        int j = 0;
        while (steps[i][j] != Step.END) {
            switch (steps[i][j]) {
                case PAIR -> comparison.writePair(nodes.get(i++), lines.get(j++), out, depth);
                case PAIR_AND_STAY -> comparison.writePair(nodes.get(i), lines.get(j++), out, depth);
                case ABSORB -> out.same(lines.get(j++), depth);
                case MISSING -> out.missing(nodes.get(i++), depth);
                default -> out.unexpected(lines.get(j++), depth);
            }
        }
    }
}
