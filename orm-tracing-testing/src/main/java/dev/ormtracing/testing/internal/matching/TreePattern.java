package dev.ormtracing.testing.internal.matching;

import dev.ormtracing.testing.internal.text.OneLine;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a tree should look like, read from the text that {@code TracesAssert.matchesTree} documents.
 *
 * <p>A {@code +} is read as the node once, followed by the same node any number of times, so that the comparison knows
 * only two multiplicities.
 */
public final class TreePattern {

    private static final String ANYTHING = "...";
    private static final String ANY_ORDER = "~";

    /** How a message tells equal siblings. */
    private static final Pattern FOLDED = Pattern.compile("(.*) ×(\\d{1,4})");

    private TreePattern() {}

    public enum Times {
        ONCE,
        ANY_NUMBER,
        /** {@code ...}: any number of whatever nodes. */
        ANYTHING
    }

    /** The nodes below one node, or the roots. */
    public record Siblings(boolean inAnyOrder, List<Node> nodes) {

        int size() {
            return nodes.stream().mapToInt(Node::size).sum();
        }
    }

    /** @param source the line as written, for the report of a difference */
    public record Node(String source, Times times, Pattern line, Siblings children) {

        boolean accepts(String text) {
            return line.matcher(text).matches();
        }

        /** The number of lines that are missing when nothing matches this node. */
        int size() {
            return times == Times.ONCE ? 1 + children.size() : 0;
        }
    }

    public static Siblings parse(String text) {
        Deque<Draft> open = new ArrayDeque<>();
        Draft top = new Draft("");
        open.push(top);
        int number = 0;
        int margin = margin(text);
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            int depth = depth(line.substring(margin), open.size() - 1, number);
            while (open.size() > depth + 1) {
                open.pop();
            }
            Draft draft = new Draft(OneLine.of(line));
            open.element().children.add(draft);
            open.push(draft);
        }
        return top.siblings();
    }

    /** A single line, in which {@code ...} stands for any text. */
    public static Pattern line(String text) {
        return Pattern.compile(Stream.of(text.split(Pattern.quote(ANYTHING), -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
    }

    /** What all lines have in common; {@code String.stripIndent} would count an empty last line too. */
    private static int margin(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
    }

    private static int depth(String line, int deepest, int number) {
        int blanks = line.length() - line.stripLeading().length();
        if (line.substring(0, blanks).contains("\t")) {
            throw new IllegalArgumentException(
                    "line " + number + ": indent with blanks, not with tabs: " + line.strip());
        }
        if (blanks % 2 != 0 || blanks / 2 > deepest) {
            throw new IllegalArgumentException("line " + number + ": " + blanks
                    + " blanks of indentation; two a level, one level deeper than the line above at most: "
                    + line.strip());
        }
        return blanks / 2;
    }

    private static final class Draft {

        private final String source;
        private final List<Draft> children = new ArrayList<>();

        Draft(String source) {
            this.source = source;
        }

        Siblings siblings() {
            boolean inAnyOrder = !children.isEmpty() && children.get(0).source.equals(ANY_ORDER);
            return new Siblings(
                    inAnyOrder,
                    children.stream()
                            .skip(inAnyOrder ? 1 : 0)
                            .flatMap(Draft::nodes)
                            .toList());
        }

        private Stream<Node> nodes() {
            Siblings below = siblings();
            if (source.equals(ANYTHING) || source.equals(ANY_ORDER)) {
                return Stream.of(wildcard(below));
            }
            if (source.startsWith("* ")) {
                return Stream.of(node(Times.ANY_NUMBER, source.substring(2), below));
            }
            if (source.startsWith("+ ")) {
                String line = source.substring(2);
                return Stream.of(node(Times.ONCE, line, below), node(Times.ANY_NUMBER, line, below));
            }
            Matcher folded = FOLDED.matcher(source);
            if (folded.matches() && !source.startsWith("\\")) {
                Node one = new Node(folded.group(1), Times.ONCE, line(folded.group(1)), below);
                return Collections.nCopies(Integer.parseInt(folded.group(2)), one).stream();
            }
            String line = source.startsWith("\\") ? source.substring(1) : source;
            return Stream.of(node(Times.ONCE, line, below));
        }

        private Node wildcard(Siblings below) {
            if (source.equals(ANY_ORDER)) {
                throw new IllegalArgumentException("~ must be the first of its siblings");
            }
            if (!below.nodes().isEmpty()) {
                throw new IllegalArgumentException("nothing can stand below ... on a line of its own");
            }
            return node(Times.ANYTHING, source, below);
        }

        private Node node(Times times, String line, Siblings below) {
            return new Node(source, times, line(line), below);
        }
    }
}
