package dev.ormtracing.testing.internal.matching;

import static dev.ormtracing.testing.internal.matching.TreeComparison.LINE;

import dev.ormtracing.testing.internal.matching.TreePattern.Node;
import dev.ormtracing.testing.internal.matching.TreePattern.Times;
import java.util.Arrays;
import java.util.List;

/**
 * Lays nodes over lines in whatever order: a bipartite matching by augmenting paths.
 *
 * <p>The lines that only a node wanted once can take are matched first, from the side of the lines; then the nodes that
 * are left, from theirs. An augmenting path never frees what is matched, so the second round keeps what the first found.
 */
final class AnyOrderAlignment implements TreeComparison.Alignment {

    private static final int NONE = -1;

    private final TreeComparison comparison;
    private final List<Node> wanted;
    private final List<Node> absorbing;
    private final List<TreeLines> lines;
    private final int[] lineOfNode;
    private final int[] nodeOfLine;
    private final int cost;

    AnyOrderAlignment(TreeComparison comparison, List<Node> nodes, List<TreeLines> lines) {
        this.comparison = comparison;
        this.wanted = nodes.stream().filter(node -> node.times() == Times.ONCE).toList();
        this.absorbing =
                nodes.stream().filter(node -> node.times() != Times.ONCE).toList();
        this.lines = lines;
        lineOfNode = new int[wanted.size()];
        nodeOfLine = new int[lines.size()];
        Arrays.fill(lineOfNode, NONE);
        Arrays.fill(nodeOfLine, NONE);
        matchLines();
        matchNodes();
        pairSimilar();
        cost = remainingCost();
    }

    @Override
    public int cost() {
        return cost;
    }

    private void matchLines() {
        for (int line = 0; line < lines.size(); line++) {
            if (!isAbsorbed(line)) {
                findNode(line, new boolean[wanted.size()]);
            }
        }
    }

    private boolean findNode(int line, boolean[] visited) {
        for (int node = 0; node < wanted.size(); node++) {
            if (!visited[node] && fits(node, line)) {
                visited[node] = true;
                if (lineOfNode[node] == NONE || findNode(lineOfNode[node], visited)) {
                    pair(node, line);
                    return true;
                }
            }
        }
        return false;
    }

    private void matchNodes() {
        for (int node = 0; node < wanted.size(); node++) {
            if (lineOfNode[node] == NONE) {
                findLine(node, new boolean[lines.size()]);
            }
        }
    }

    private boolean findLine(int node, boolean[] visited) {
        for (int line = 0; line < lines.size(); line++) {
            if (!visited[line] && fits(node, line)) {
                visited[line] = true;
                if (nodeOfLine[line] == NONE || findLine(nodeOfLine[line], visited)) {
                    pair(node, line);
                    return true;
                }
            }
        }
        return false;
    }

    /** Only for a readable difference: a node and a line of the same text whose children differ belong together. */
    private void pairSimilar() {
        for (int node = 0; node < wanted.size(); node++) {
            for (int line = 0; line < lines.size() && lineOfNode[node] == NONE; line++) {
                boolean free = nodeOfLine[line] == NONE && !isAbsorbed(line);
                if (free && wanted.get(node).accepts(lines.get(line).text())) {
                    pair(node, line);
                }
            }
        }
    }

    private void pair(int node, int line) {
        lineOfNode[node] = line;
        nodeOfLine[line] = node;
    }

    private boolean fits(int node, int line) {
        return comparison.matches(wanted.get(node), lines.get(line));
    }

    private boolean isAbsorbed(int line) {
        return absorbing.stream().anyMatch(node -> comparison.matches(node, lines.get(line)));
    }

    private int remainingCost() {
        int sum = 0;
        for (int node = 0; node < wanted.size(); node++) {
            sum += lineOfNode[node] == NONE
                    ? LINE * wanted.get(node).size()
                    : comparison.cost(wanted.get(node), lines.get(lineOfNode[node]));
        }
        for (int line = 0; line < lines.size(); line++) {
            sum += nodeOfLine[line] == NONE && !isAbsorbed(line)
                    ? LINE * lines.get(line).size()
                    : 0;
        }
        return sum;
    }

    @Override
    public void write(DiffLines out, int depth) {
        for (int line = 0; line < lines.size(); line++) {
            if (nodeOfLine[line] != NONE) {
                comparison.writePair(wanted.get(nodeOfLine[line]), lines.get(line), out, depth);
            } else if (isAbsorbed(line)) {
                out.same(lines.get(line), depth);
            } else {
                out.unexpected(lines.get(line), depth);
            }
        }
        for (int node = 0; node < wanted.size(); node++) {
            if (lineOfNode[node] == NONE) {
                out.missing(wanted.get(node), depth);
            }
        }
    }
}
