package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.span.SpanNames;
import dev.ormtracing.testing.internal.text.OneLine;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Draws trees: a column of durations, the tree, the text of statements. */
final class TreePrinter {

    private static final AttributeKey<String> QUERY_TEXT = AttributeKey.stringKey("db.query.text");
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String YELLOW = "33";
    private static final int EQUAL_SIBLINGS = 3;

    /** So much of a line says at least what the span is. */
    private static final int LEAST_HEAD = 24;

    private final SpanNames names;
    private final TreeFormat format;
    private final int width;
    private final boolean colors;
    private final boolean ascii;
    private final boolean compact;

    /** @param compact whether equal siblings are one line, and the root tells its trace */
    TreePrinter(SpanNames names, TreeFormat format, int width, boolean colors, boolean ascii, boolean compact) {
        this.names = names;
        this.format = format;
        this.width = width;
        this.colors = colors;
        this.ascii = ascii;
        this.compact = compact;
    }

    String print(Collection<SpanData> spans) {
        List<String> lines = new ArrayList<>();
        for (SpanTree root : Traces.of(spans, names).trees()) {
            var parent = root.span().getParentSpanContext();
            String note = parent.isValid() && !parent.isRemote() ? "  (parent not printed)" : "";
            lines.add(line(root, note, "", compact ? identity(root) : ""));
            addChildren(root, "", lines);
        }
        return String.join("\n", lines);
    }

    private void addChildren(SpanTree tree, String indentation, List<String> lines) {
        List<SpanTree> children = tree.children();
        for (int i = 0; i < children.size(); ) {
            int next = endOfEqual(children, i);
            addChild(children.get(i), indentation, i + 1 == children.size(), lines);
            if (next > i + 1) {
                lines.add(folded(children.subList(i + 1, next), indentation + branch(next == children.size())));
            }
            i = next;
        }
    }

    private void addChild(SpanTree child, String indentation, boolean last, List<String> lines) {
        lines.add(line(child, "", indentation + branch(last), ""));
        addChildren(child, indentation + (last ? "   " : box("│  ", "|  ")), lines);
    }

    private String branch(boolean last) {
        return last ? box("└─ ", "`- ") : box("├─ ", "|- ");
    }

    /** The place after those that are told in one line with this one. */
    private int endOfEqual(List<SpanTree> siblings, int first) {
        int end = first + 1;
        while (compact && end < siblings.size() && isEqual(siblings.get(first), siblings.get(end))) {
            end++;
        }
        return end - first >= EQUAL_SIBLINGS ? end : first + 1;
    }

    private boolean isEqual(SpanTree one, SpanTree other) {
        return one.name().equals(other.name()) && one.text(format).equals(other.text(format));
    }

    private String folded(List<SpanTree> equal, String branch) {
        long nanos = equal.stream().mapToLong(tree -> tree.duration().toNanos()).sum();
        String duration = duration(nanos) + "  ";
        String head = branch + box("… ", "... ") + "and " + box("×", "x") + equal.size() + " the same";
        return color(DIM, duration + cut(head, duration.length()));
    }

    /** By what the trace is found elsewhere. An SDK that was told no name has one that says nothing. */
    private static String identity(SpanTree root) {
        String service = root.span().getResource().getAttribute(SERVICE);
        boolean isNamed = service != null && !service.startsWith("unknown_service");
        return (isNamed ? service + " " : "") + root.span().getTraceId();
    }

    /** Where there is room for both, marks and the identity are there in full, and what is before them is cut. */
    private String line(SpanTree tree, String note, String branch, String identity) {
        String duration = duration(tree.duration().toNanos()) + "  ";
        String marks = TreeMarks.of(tree);
        String mark = marks.isEmpty() ? "" : "  " + box("⚠ ", "! ") + marks;
        String end = identity.isEmpty() ? "" : "  " + identity;
        boolean fits = width == 0 || duration.length() + LEAST_HEAD + mark.length() + end.length() <= width;
        int kept = fits ? end.length() : 0;
        String head = cut(branch + format.line(tree) + note, duration.length() + kept + (fits ? mark.length() : 0));
        mark = cut(mark, duration.length() + head.length() + kept);
        int column = duration.length() + head.length() + mark.length();
        String statement = statement(tree);
        String tail = statement == null ? "" : cut("  " + statement, column + kept);
        return color(DIM, duration)
                + (tree.isError() ? color(RED, head) : head)
                + color(YELLOW, mark)
                + color(DIM, tail + cut(end, column + tail.length()));
    }

    private @Nullable String statement(SpanTree tree) {
        String text = tree.attribute(QUERY_TEXT);
        String onOneLine = text == null ? "" : OneLine.of(text);
        return onOneLine.isEmpty() || format.line(tree).contains(onOneLine) ? null : onOneLine;
    }

    private String duration(long nanos) {
        double micros = nanos / 1e3;
        if (Math.abs(micros) < 999.95) {
            return String.format(Locale.ROOT, "%7.1f %s", micros, box("µs", "us"));
        }
        double millis = nanos / 1e6;
        return Math.abs(millis) < 999.995
                ? String.format(Locale.ROOT, "%7.2f ms", millis)
                : String.format(Locale.ROOT, "%7.2f s ", nanos / 1e9);
    }

    private String cut(String text, int column) {
        int room = Math.max(width - column, 0);
        if (width == 0 || text.length() <= room) {
            return text;
        }
        String ellipsis = box("…", "...");
        return room <= ellipsis.length() ? "" : text.substring(0, room - ellipsis.length()) + ellipsis;
    }

    private String box(String unicode, String plain) {
        return ascii ? plain : unicode;
    }

    private String color(String code, String text) {
        return colors && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
