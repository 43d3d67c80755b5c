package dev.ormtracing.testing;

import dev.ormtracing.testing.internal.matching.TreePattern;
import dev.ormtracing.testing.internal.text.OneLine;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A span as assertions name it: by type, by full name, or by its line, in which {@code ...} stands for any text. Whether it
 * has ended makes no difference, unless the line asks for it.
 */
record SpanSelector(String text, Pattern line) implements Predicate<SpanTree> {

    static SpanSelector of(String text) {
        return new SpanSelector(text, TreePattern.line(OneLine.of(text)));
    }

    @Override
    public boolean test(SpanTree tree) {
        return text.equals(tree.shortName())
                || text.equals(tree.name())
                || line.matcher(TreeFormat.standard().endedLine(tree)).matches()
                || line.matcher(TreeFormat.standard().line(tree)).matches();
    }
}
