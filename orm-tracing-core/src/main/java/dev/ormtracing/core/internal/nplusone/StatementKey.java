package dev.ormtracing.core.internal.nplusone;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells a statement from others without its text, which may be long and new each time: by the text's hash code, its length
 * and the summary. Two texts that have all three in common count as one read; nothing is said of either but the summary.
 */
final class StatementKey {

    private final int hash;
    private final int length;
    final @Nullable String summary;

    private StatementKey(@Nullable String text, @Nullable String summary) {
        this.hash = text == null ? 0 : text.hashCode();
        this.length = text == null ? 0 : text.length();
        this.summary = summary;
    }

    static StatementKey of(DescribedStatement statement) {
        return new StatementKey(statement.text, statement.summaryOrNull());
    }

    /** The first table that the summary names, with what is done to it; null where there is no summary. */
    @Nullable
    String mainTable() {
        if (summary == null) {
            return null;
        }
        int end = summary.indexOf(' ', summary.indexOf(' ') + 1);
        return end < 0 ? summary : summary.substring(0, end);
    }

    boolean isSame(StatementKey other) {
        return hash == other.hash && length == other.length && Objects.equals(summary, other.summary);
    }

    boolean isOf(DescribedStatement statement) {
        String text = statement.text;
        return (text == null ? length == 0 : length == text.length() && hash == text.hashCode())
                && Objects.equals(summary, statement.summaryOrNull());
    }
}
