package dev.ormtracing.testing.internal.golden;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A text block of a source.
 *
 * @param raw everything from the first quotation mark to the last
 * @param line the line of the first quotation mark
 */
record TextBlock(int start, String raw, int line) {

    private static final String QUOTES = "\"\"\"";

    int end() {
        return start + raw.length();
    }

    /** What the compiler makes of it. */
    String value() {
        return content().replace("\r\n", "\n").stripIndent().translateEscapes();
    }

    /** What follows the line of the opening quotation marks. */
    private String content() {
        return raw.substring(raw.indexOf('\n') + 1, raw.length() - QUOTES.length());
    }

    /** This block with other lines, in its own style: indentation, line separator, place of the closing marks. */
    String with(String tree) {
        String separator = raw.contains("\r\n") ? "\r\n" : "\n";
        String opening = raw.substring(0, raw.indexOf('\n') + 1);
        List<String> lines = content().lines().toList();
        String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        boolean closesOnItsOwnLine = content().endsWith("\n") || last.isBlank();
        String closing = content().endsWith("\n") ? "" : last;
        String indentation = lines.stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(TextBlock::indentationOf)
                .orElse(closing);
        String text = tree.lines().map(line -> indentation + escaped(line)).collect(Collectors.joining(separator));
        return opening + text + (closesOnItsOwnLine ? separator + closing : "") + QUOTES;
    }

    private static String indentationOf(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    private static String escaped(String line) {
        return line.replace("\\", "\\\\").replace(QUOTES, "\\\"\"\"");
    }
}
