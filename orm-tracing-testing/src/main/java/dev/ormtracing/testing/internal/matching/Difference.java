package dev.ormtracing.testing.internal.matching;

import dev.ormtracing.testing.internal.failure.Folded;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The trees with missing lines marked {@code -} and unexpected ones {@code +}.
 *
 * @param lines none when the trees match
 */
public record Difference(List<String> lines) {

    private static final int MARK = 2;

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** What was expected. Where a sign stands for any text or any spans, what it stood for. */
    public String expected() {
        return without("+ ");
    }

    public String actual() {
        return without("- ");
    }

    private String without(String mark) {
        return lines.stream()
                .filter(line -> !line.startsWith(mark))
                .map(line -> line.substring(MARK))
                .collect(Collectors.joining("\n"));
    }

    /** For a message: equal siblings are one line. */
    @Override
    public String toString() {
        return String.join("\n", Folded.lines(lines, MARK));
    }
}
