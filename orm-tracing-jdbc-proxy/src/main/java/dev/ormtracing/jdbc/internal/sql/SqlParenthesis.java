package dev.ormtracing.jdbc.internal.sql;

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

    Command command = Command.NONE;

    /** A statement may begin at the next word. */
    boolean start = true;

    /** Statements follow one another up to END. */
    boolean block;

    /** A FROM is a clause here, and not a part of {@code extract(year from d)}. */
    boolean query;

    /** A comma leads to the next table. */
    boolean tables;

    /** The next name is that of a table. */
    boolean tableDue;

    /** The parentheses that come belong to a function among the tables. */
    boolean functionDue;

    /** The tables of a query have begun. */
    boolean from;

    boolean joined;
    boolean usingSeen;

    /** Common table expressions are being declared. */
    boolean with;

    /** The next name is that of a common table expression. */
    boolean cteDue;

    boolean recursive;

    /** The parentheses that come hold a change whose rows are read: {@code FINAL TABLE (INSERT …)}. */
    boolean changes;

    /** A table expression, whose alias follows the closing parenthesis. */
    boolean derivedTable;

    /** The common table expression whose body this is, or -1. */
    int cte = -1;

    /** How many there were before those declared in here. */
    final int outerCtes;

    /** Null for a whole statement. */
    final @Nullable SqlParenthesis outer;

    SqlParenthesis(@Nullable SqlParenthesis outer, int outerCtes) {
        this.outer = outer;
        this.outerCtes = outerCtes;
    }

    void begin(Command next) {
        command = next;
        start = false;
        with = false;
        tableDue = false;
        tables = false;
        joined = false;
        usingSeen = false;
    }

    void endTables() {
        tables = false;
        tableDue = false;
    }
}
