package dev.ormtracing.core;

import dev.ormtracing.core.internal.measure.OldDatabaseKeys;
import dev.ormtracing.core.internal.measure.StatementPatterns;
import org.jspecify.annotations.Nullable;

/**
 * Internal: which statements are shown, and how. Not for applications.
 *
 * @param oldKeys which keys of the conventions before the stable ones are written beside them
 * @param queryText what is shown of their text
 * @param leftOut the statements that are not shown at all
 * @since 0.1.0
 */
public record StatementDisplay(OldDatabaseKeys oldKeys, QueryText queryText, StatementPatterns leftOut) {

    /** Internal: how statements are shown by default. */
    public static final StatementDisplay DEFAULT =
            new StatementDisplay(OldDatabaseKeys.SYSTEM, QueryText.FULL, StatementPatterns.NONE);

    // Not the record's own, which the JDK makes at run time and which keep a class loader that nobody uses any more.

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StatementDisplay display
                && oldKeys == display.oldKeys
                && queryText == display.queryText
                && leftOut.equals(display.leftOut);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * oldKeys.hashCode() + queryText.hashCode()) + leftOut.hashCode();
    }

    /** Internal: whether any statement is left out. */
    public boolean leavesOut() {
        return !leftOut.isEmpty();
    }

    /**
     * Internal: whether this statement is left out.
     *
     * @param text as the application executes it
     * @param summary of the text
     */
    public boolean leavesOut(String text, String summary) {
        return leftOut.match(text, summary);
    }
}
