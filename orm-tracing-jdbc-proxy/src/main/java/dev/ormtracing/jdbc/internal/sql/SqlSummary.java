package dev.ormtracing.jdbc.internal.sql;

import org.jspecify.annotations.Nullable;

/**
 * The value of {@code db.query.summary}: the operations and their targets in the order of the text, in its own case and
 * quotes, at most 255 characters.
 */
public final class SqlSummary implements ClauseListener {

    private static final int MAX_LENGTH = 255;

    private final SqlTokens tokens;
    private final StringBuilder out = new StringBuilder();
    private boolean full;
    private boolean callEscape;
    private @Nullable String procedure;

    SqlSummary(SqlTokens tokens) {
        this.tokens = tokens;
        new SqlClauses(tokens, this).run();
    }

    public String text() {
        return out.toString();
    }

    /** The procedure of a call, if it is one. */
    public @Nullable String procedure() {
        return procedure;
    }

    /** Whether the text is {@code {call p(?)}}, which is JDBC's and not the database's. */
    public boolean isCallEscape() {
        return callEscape;
    }

    /** A summary of allowed length, without half a name at its end. */
    public static String cut(String summary) {
        if (summary.length() <= MAX_LENGTH) {
            return summary;
        }
        int space = summary.lastIndexOf(' ', MAX_LENGTH);
        return space < 0 ? "" : summary.substring(0, space);
    }

    @Override
    public void operation(int word) {
        emit(tokens.text(word));
    }

    @Override
    public void table(int first, int last, int alias, int next, boolean cte) {
        if (!cte) {
            object(first, last);
        }
    }

    @Override
    public void object(int first, int last) {
        // What does not fit is not put together either.
        if (!full) {
            emit(name(first, last));
        }
    }

    @Override
    public void procedure(int first, int last, boolean escape) {
        procedure = name(first, last);
        callEscape |= escape;
        emit(procedure);
    }

    private String name(int first, int last) {
        if (first == last) {
            return tokens.text(first);
        }
        StringBuilder name = new StringBuilder();
        for (int i = first; i <= last && name.length() <= MAX_LENGTH; i++) {
            name.append(tokens.text(i));
        }
        return name.toString();
    }

    private void emit(String part) {
        if (full || out.length() + 1 + part.length() > MAX_LENGTH) {
            full = true;
            return;
        }
        if (!out.isEmpty()) {
            out.append(' ');
        }
        out.append(part);
    }
}
