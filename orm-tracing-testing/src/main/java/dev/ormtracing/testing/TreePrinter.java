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
    private static final String DIM = "2";
    private static final String RED = "31";

    private final SpanNames names;
    private final TreeFormat format;
    private final int width;
    private final boolean colors;
    private final boolean ascii;

    TreePrinter(SpanNames names, TreeFormat format, int width, boolean colors, boolean ascii) {
        this.names = names;
        this.format = format;
        this.width = width;
        this.colors = colors;
        this.ascii = ascii;
    }

    String print(Collection<SpanData> spans) {
        List<String> lines = new ArrayList<>();
        for (SpanTree root : Traces.of(spans, names).trees()) {
            var parent = root.span().getParentSpanContext();
            String note = parent.isValid() && !parent.isRemote() ? "  (parent not printed)" : "";
            add(root, note, "", "", lines);
        }
        return String.join("\n", lines);
    }

    private void add(SpanTree tree, String note, String branch, String indentation, List<String> lines) {
        lines.add(line(tree, note, branch));
        for (int i = 0; i < tree.children().size(); i++) {
            boolean last = i == tree.children().size() - 1;
            add(
                    tree.children().get(i),
                    "",
                    indentation + (last ? box("└─ ", "`- ") : box("├─ ", "|- ")),
                    indentation + (last ? "   " : box("│  ", "|  ")),
                    lines);
        }
    }

    private String line(SpanTree tree, String note, String branch) {
        String duration = duration(tree.duration().toNanos()) + "  ";
        String head = cut(branch + format.line(tree) + note, duration.length());
        String statement = statement(tree);
        String tail = statement == null ? "" : cut("  " + statement, duration.length() + head.length());
        return color(DIM, duration) + (tree.isError() ? color(RED, head) : head) + color(DIM, tail);
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
