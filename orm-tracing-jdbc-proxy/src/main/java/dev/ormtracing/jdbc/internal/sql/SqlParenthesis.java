package dev.ormtracing.jdbc.internal.sql;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link SqlClauses} knows of the text between two parentheses, or of a whole statement. */
final class SqlParenthesis {

    enum Command {
        NONE,
        QUERY,
        INSERT,
        INSERT_ALL,
        UPDATE,
        DELETE,
        MERGE,
        SCHEMA,
        DROP
    }

    /** Where the text has got to, and what may come next. */
    enum Mark {
        /** A statement may begin at the next word. */
        STATEMENT_DUE,

        /** Statements follow one another up to END. */
        BLOCK,

        /** A FROM is a clause here, and not a part of {@code extract(year from d)}. */
        QUERY,

        /** A comma leads to the next table. */
        TABLES,

        /** The next name is that of a table. */
        TABLE_DUE,

        /** The parentheses that come belong to a function among the tables. */
        FUNCTION_DUE,

        /** The tables of a query have begun. */
        FROM_SEEN,

        JOINED,
        USING_SEEN,

        /** Common table expressions are being declared. */
        WITH,

        /** The next name is that of a common table expression. */
        CTE_DUE,

        RECURSIVE,

        /** The parentheses that come hold a change whose rows are read: {@code FINAL TABLE (INSERT …)}. */
        CHANGES,

        /** A table expression, whose alias follows the closing parenthesis. */
        DERIVED_TABLE
    }

    Command command = Command.NONE;

    /** The common table expression whose body this is, or -1. */
    int cte = -1;

    /** How many there were before those declared in here. */
    final int outerCtes;

    /** Null for a whole statement. */
    final @Nullable SqlParenthesis outer;

    private final Set<Mark> marks = EnumSet.of(Mark.STATEMENT_DUE);

    SqlParenthesis(@Nullable SqlParenthesis outer, int outerCtes) {
        this.outer = outer;
        this.outerCtes = outerCtes;
    }

    boolean is(Mark mark) {
        return marks.contains(mark);
    }

    void mark(Mark... begun) {
        for (Mark mark : begun) {
            marks.add(mark);
        }
    }

    void unmark(Mark... over) {
        for (Mark mark : over) {
            marks.remove(mark);
        }
    }

    void set(boolean holds, Mark... changed) {
        if (holds) {
            mark(changed);
        } else {
            unmark(changed);
        }
    }

    void begin(Command next) {
        command = next;
        unmark(Mark.STATEMENT_DUE, Mark.WITH, Mark.TABLE_DUE, Mark.TABLES, Mark.JOINED, Mark.USING_SEEN);
    }

    void endTables() {
        unmark(Mark.TABLES, Mark.TABLE_DUE);
    }
}
