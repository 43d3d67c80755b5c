package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.SpanType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Draws a {@link TimeTree} as the test kit draws spans: a column of durations, the tree, the text of statements. */
public final class TimeTreeText {

    /** Of the statements in one place, those that took longest are shown. */
    private static final int MAX_STATEMENTS = 10;

    private static final int MAX_TEXT_LENGTH = 500;

    private final StringBuilder text = new StringBuilder();

    private TimeTreeText() {}

    public static String of(TimeTree tree) {
        TimeTreeText drawn = new TimeTreeText();
        drawn.add(tree, "", "");
        return drawn.text.toString();
    }

    private void add(TimeTree tree, String branch, String indentation) {
        line(tree.nanos, branch + label(tree));
        List<TimeTree> children = tree.children();
        Set<TimeTree> shown = shown(children);
        int leftOut = tree.leftOut;
        long leftOutNanos = tree.leftOutNanos;
        for (TimeTree child : children) {
            if (!shown.contains(child)) {
                leftOut += child.count;
                leftOutNanos += child.nanos;
            }
        }
        int left = shown.size() + (leftOut > 0 ? 1 : 0);
        for (TimeTree child : children) {
            if (shown.contains(child)) {
                boolean last = --left == 0;
                add(child, indentation + (last ? "└─ " : "├─ "), indentation + (last ? "   " : "│  "));
            }
        }
        if (leftOut > 0) {
            line(leftOutNanos, indentation + "└─ " + leftOut + " more");
        }
    }

    private static Set<TimeTree> shown(List<TimeTree> children) {
        Set<TimeTree> shown = new HashSet<>(children);
        List<TimeTree> statements = new ArrayList<>(children);
        statements.removeIf(child -> child.type != SpanType.DB_QUERY);
        statements.sort(Comparator.comparingLong((TimeTree statement) -> statement.nanos)
                .reversed());
        statements.stream().skip(MAX_STATEMENTS).forEach(shown::remove);
        return shown;
    }

    private void line(long nanos, String label) {
        text.append(String.format(Locale.ROOT, "%n%9.2f ms  %s", nanos / 1e6, label));
    }

    private static String label(TimeTree tree) {
        StringBuilder label = new StringBuilder(tree.type.suffix);
        if (!tree.name.isEmpty()) {
            label.append(' ').append(tree.name);
        }
        if (tree.count > 1) {
            label.append(" ×").append(tree.count);
        }
        if (tree.text != null) {
            String onOneLine = tree.text.strip().replaceAll("\\s+", " ");
            label.append("  ").append(onOneLine, 0, Math.min(onOneLine.length(), MAX_TEXT_LENGTH));
            label.append(onOneLine.length() > MAX_TEXT_LENGTH ? "…" : "");
        }
        return Guard.oneLine(label.toString());
    }
}
