package dev.ormtracing.jdbc.internal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@link ParameterColumnScan} knows of the text between two parentheses, or of a whole statement. */
final class ParameterPlaces {

    private static final int NONE = -2;

    final int open;

    /** The tables that columns in here may belong to; a SELECT in here has its own. */
    TableScope scope;

    private final @Nullable TableScope outer;

    ClauseListener.@Nullable Kind kind;
    boolean set;
    boolean values;

    /** The scope of an INSERT, which comes back after the SELECT that it takes its rows from. */
    @Nullable
    TableScope insertScope;

    /** The columns that the next rows of VALUES belong to. */
    @Nullable
    List<ParameterColumnScan.Found> insertColumns;

    /** What the elements in here belong to: one for all, or one each. */
    @Nullable
    List<ParameterColumnScan.Found> columns;

    boolean oneEach;

    /** What the elements of the rows in here belong to: {@code (a, b) in ((?, ?), (?, ?))}. */
    @Nullable
    List<ParameterColumnScan.Found> row;

    int position;

    /** The last parenthesis that was opened and closed in here. */
    int innerOpen = NONE;

    int innerClose = NONE;

    ParameterPlaces(int open, @Nullable TableScope outer) {
        this.open = open;
        this.outer = outer;
        this.scope = outer == null ? new TableScope(null) : outer;
    }

    /** A statement begins here, with tables of its own. */
    void begin(ClauseListener.Kind next) {
        scope = new TableScope(outer);
        kind = next;
        columns = null;
        row = null;
        set = false;
        values = false;
        if (next == ClauseListener.Kind.INSERT) {
            insertScope = scope;
        }
    }

    /** Whether the first table is what is written to, and its columns follow. */
    boolean hasTarget() {
        return kind == ClauseListener.Kind.INSERT || kind == ClauseListener.Kind.MERGE;
    }
}
