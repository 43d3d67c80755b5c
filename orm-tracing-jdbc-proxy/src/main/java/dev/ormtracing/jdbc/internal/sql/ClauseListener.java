package dev.ormtracing.jdbc.internal.sql;

/** What {@link SqlClauses} finds in a statement, in the order of its text. All positions are those of tokens. */
interface ClauseListener {

    /** What a statement does that names tables of its own. */
    enum Kind {
        SELECT,
        INSERT,
        UPDATE,
        DELETE,
        MERGE
    }

    /** A word that says what is done: {@code SELECT}, or each of {@code CREATE TABLE}. */
    default void operation(int word) {}

    /** The tables that follow in these parentheses are those of a new statement. */
    default void begins(Kind kind) {}

    /**
     * A table that is read or written.
     *
     * @param alias its alias, or a token before the first
     * @param next the first token after table, alias and hints
     * @param cte whether the name is that of a common table expression
     */
    default void table(int first, int last, int alias, int next, boolean cte) {}

    /** What is no table and yet has columns has ended: a subquery or a function. */
    default void derivedTable(boolean hasAlias, int alias) {}

    /** What is created, altered or dropped, or a prepared statement. */
    default void object(int first, int last) {}

    /** @param escape whether the call is written as JDBC has it: {@code {call p(?)}} */
    default void procedure(int first, int last, boolean escape) {}

    /** @param tables whether these are parentheses around tables, or after the name of a function among them */
    default void opens(int parenthesis, boolean tables) {}

    default void closes(int parenthesis) {}

    default void comma() {}

    /** Any other word. */
    default void word(int word) {}

    /** @param known whether it stands where it may belong to a column */
    default void parameter(int parameter, boolean known) {}

    /** A semicolon outside of all parentheses. */
    default void statementEnds() {}
}
