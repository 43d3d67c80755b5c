package dev.ormtracing.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Trees with the start and the end of each span, in microseconds since the start of the root: to see what is wrong. */
final class TimedText {

    private final long origin;
    private final List<String> lines = new ArrayList<>();

    private TimedText(long origin) {
        this.origin = origin;
    }

    static String of(List<SpanTree> trees) {
        List<String> texts = new ArrayList<>();
        for (SpanTree tree : trees) {
            TimedText text = new TimedText(tree.span().getStartEpochNanos());
            text.add(tree, "");
            texts.addAll(text.lines);
        }
        return String.join("\n", texts);
    }

    private void add(SpanTree tree, String indentation) {
        lines.add(String.format(
                Locale.ROOT,
                "%12.3f …%12.3f µs  %s%s",
                micros(tree.span().getStartEpochNanos()),
                micros(tree.endEpochNanos()),
                indentation,
                TreeFormat.standard().line(tree)));
        tree.children().forEach(child -> add(child, indentation + "  "));
    }

    private double micros(long epochNanos) {
        return (epochNanos - origin) / 1000.0;
    }
}
