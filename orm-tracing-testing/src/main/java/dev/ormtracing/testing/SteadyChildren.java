package dev.ormtracing.testing;

import io.opentelemetry.api.common.AttributeKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The children of a span without those that are there only because something took long. A test that compares trees
 * would depend on the machine with them.
 */
final class SteadyChildren {

    /** A flush that has looked at so much is always a span. */
    private static final long MANY = 32;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");
    private static final AttributeKey<Long> ENTITIES = AttributeKey.longKey("orm.flush.entities");
    private static final AttributeKey<Long> COLLECTIONS = AttributeKey.longKey("orm.flush.collections");

    private static final Pattern WRITES = Pattern.compile("(batch )?(insert|update|delete|merge)\\b.*");

    private SteadyChildren() {}

    static List<SpanTree> of(SpanTree parent) {
        List<SpanTree> steady = new ArrayList<>();
        boolean skipped = false;
        for (SpanTree child : parent.children()) {
            SpanTree before = steady.isEmpty() ? null : steady.get(steady.size() - 1);
            if (isIdle(child)) {
                skipped = true;
            } else if (!isRestOfWriting(parent, before, child) && !(skipped && continues(before, child))) {
                steady.add(child);
                skipped = false;
            }
        }
        return steady;
    }

    /** A flush that has found nothing to write, or the switch of a connection. */
    private static boolean isIdle(SpanTree span) {
        if (span.isError() || !span.hasEnded()) {
            return false;
        }
        return span.hasType("auto_commit")
                || span.hasType("flush")
                        && span.children().stream().allMatch(child -> child.hasType("serialize"))
                        && number(span, ENTITIES) + number(span, COLLECTIONS) < MANY;
    }

    private static long number(SpanTree span, AttributeKey<Long> key) {
        Long number = span.attribute(key);
        return number == null ? 0 : number;
    }

    /** Without the flush between them, both would be one. */
    private static boolean continues(@Nullable SpanTree before, SpanTree child) {
        return before != null && before.hasType("serialize") && child.hasType("serialize");
    }

    /** What is done behind a statement that writes, or to find that there is nothing to write. */
    private static boolean isRestOfWriting(SpanTree parent, @Nullable SpanTree before, SpanTree child) {
        if (!child.hasType("serialize") || child.isError()) {
            return false;
        }
        boolean flush = parent.hasType("flush") || "flush".equals(parent.attribute(METHOD));
        if (before == null) {
            return flush && parent.children().size() == 1 && !parent.isError();
        }
        return before.hasType("db_query") && (flush || writes(before));
    }

    private static boolean writes(SpanTree statement) {
        String label = statement.queryLabel();
        return label != null && WRITES.matcher(label.toLowerCase(Locale.ROOT)).lookingAt();
    }
}
