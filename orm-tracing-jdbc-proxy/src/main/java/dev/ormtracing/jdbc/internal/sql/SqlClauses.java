package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.ClauseListener.Kind;
import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import dev.ormtracing.jdbc.internal.sql.SqlParenthesis.Command;
import dev.ormtracing.jdbc.internal.sql.SqlParenthesis.Mark;
import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Set;

/**
 * Walks over the clauses of statements and tells a listener what it meets. No parser: it follows the key words that stand
 * before tables. Linear in the length of the text.
 */
final class SqlClauses {

    /** After these, a comma does not lead to a table. */
    private static final Set<String> ENDS_OF_TABLES = Keywords.set("""
            CLUSTER CONNECT DISTRIBUTE EXCEPT FETCH GROUP HAVING INTERSECT LIMIT MINUS OFFSET ORDER OUTPUT
            PREWHERE QUALIFY RETURNING SET SETTINGS SORT UNION VALUES WHERE WINDOW""");

    /** Words after FOR that say which rows of a table are read, or what an index is for. */
    private static final Set<String> FOR_TABLES = Set.of(
            "BUSINESS_TIME",
            "GROUP",
            "JOIN",
            "ORDER",
            "PORTION",
            "SYSTEM",
            "SYSTEM_TIME",
            "SYSTEM_VERSION",
            "TIMESTAMP",
            "VERSION");

    /** Words before a change that is not a statement of its own. */
    private static final Set<String> BEFORE_NO_STATEMENT = Keywords.set("""
            AFTER AS BEFORE DO FOR IF INSTEAD KEY OF OR THEN WITH""");

    /** Words between a key word and its table. */
    private static final Set<String> FILLERS = Set.of("EXISTS", "FROM", "IF", "INTO", "LATERAL", "NOT", "ONLY");

    private final SqlTokens tokens;
    private final ClauseListener listener;
    private final SqlStatements statements;
    private final CommonTables ctes = new CommonTables();
    SqlParenthesis here = new SqlParenthesis(null, 0);

    SqlClauses(SqlTokens tokens, ClauseListener listener) {
        this.tokens = tokens;
        this.listener = listener;
        this.statements = new SqlStatements(tokens, listener, this);
    }

    void run() {
        int i = 0;
        while (i < tokens.size()) {
            i = accept(i) + 1;
        }
    }

    /** Takes a token and gives the last one that has been dealt with. */
    private int accept(int i) {
        switch (tokens.kind(i)) {
            case WORD -> {
                return word(i);
            }
            case QUOTED_NAME -> {
                return quotedName(i);
            }
            case SYMBOL -> {
                return symbol(i);
            }
            case PARAMETER -> {
                here.unmark(Mark.STATEMENT_DUE, Mark.TABLE_DUE);
                listener.parameter(i, true);
            }
            default -> here.unmark(Mark.STATEMENT_DUE, Mark.TABLE_DUE);
        }
        return i;
    }

    private int quotedName(int i) {
        here.unmark(Mark.STATEMENT_DUE);
        if (here.is(Mark.CTE_DUE)) {
            declare(i);
        } else if (here.is(Mark.TABLE_DUE)) {
            return table(i);
        }
        return i;
    }

    private int word(int i) {
        int handled = tokens.isSymbol(i - 1, '.') ? -1 : keyword(i, tokens.keyword(i));
        if (handled >= 0) {
            return handled;
        }
        here.unmark(Mark.STATEMENT_DUE);
        if (here.is(Mark.CTE_DUE)) {
            declare(i);
        } else if (here.is(Mark.TABLE_DUE)) {
            return FILLERS.contains(tokens.keyword(i)) || tokens.isSymbol(i - 1, '{') ? i : table(i);
        } else {
            listener.word(i);
        }
        return i;
    }

    private int keyword(int i, String word) {
        if (word.isEmpty()) {
            return -1;
        }
        if (here.is(Mark.CTE_DUE) && word.equals("RECURSIVE")) {
            here.mark(Mark.RECURSIVE);
            return i;
        }
        if (here.is(Mark.STATEMENT_DUE) && mayStart()) {
            int handled = statements.start(i, word);
            if (handled >= 0) {
                return handled;
            }
        }
        return here.is(Mark.CTE_DUE) ? -1 : clause(i, word);
    }

    /** In parentheses there are only queries, but for what common table expressions and table expressions do. */
    private boolean mayStart() {
        SqlParenthesis outside = here.outer;
        return outside == null || outside.is(Mark.WITH) || outside.is(Mark.CHANGES);
    }

    /** @return the last token that has been dealt with; -1 if the word begins no clause */
    private int clause(int i, String word) {
        switch (word) {
            case "SELECT" -> select(i);
            case "WITH" -> {
                return with(i);
            }
            case "FROM" -> from(i);
            case "JOIN", "APPLY" -> {
                if (tokens.isWord(i - 1, "ARRAY")) {
                    return -1;
                }
                join();
            }
            case "STRAIGHT_JOIN" -> {
                if (here.is(Mark.FROM_SEEN)) {
                    join();
                }
            }
            case "USING" -> using();
            case "INTO" -> {
                if (here.command == Command.INSERT_ALL) {
                    listener.begins(Kind.INSERT);
                    here.mark(Mark.TABLE_DUE);
                } else if (here.command == Command.QUERY && here.is(Mark.FROM_SEEN)) {
                    here.endTables();
                }
            }
            case "FOR" -> {
                if (here.is(Mark.TABLE_DUE)) {
                    return -1;
                }
                if (!FOR_TABLES.contains(tokens.keyword(i + 1))) {
                    here.endTables();
                }
            }
            case "LATERAL" -> {
                if (!tokens.isWord(i + 1, "VIEW")) {
                    return -1;
                }
                here.endTables();
            }
            case "BEGIN" -> {
                if (here.outer != null || here.is(Mark.TABLE_DUE)) {
                    return -1;
                }
                return statements.block(i);
            }
            case "THEN", "ELSE", "LOOP" -> {
                here.set(here.is(Mark.BLOCK) && here.command != Command.MERGE, Mark.STATEMENT_DUE);
                listener.word(i);
                return i;
            }
            case "DELETE", "EXEC", "EXECUTE", "INSERT", "MERGE", "TRUNCATE", "UPDATE" -> {
                if (!startsWithoutSeparator(i, word)) {
                    return -1;
                }
                here.begin(Command.NONE);
                return statements.start(i, word);
            }
            default -> {
                if (here.is(Mark.TABLE_DUE) || !ENDS_OF_TABLES.contains(word)) {
                    return -1;
                }
                endOfTables(word);
            }
        }
        here.unmark(Mark.STATEMENT_DUE);
        listener.word(i);
        return i;
    }

    private void endOfTables(String word) {
        here.endTables();
        if (word.equals("RETURNING")) {
            here.command = Command.NONE;
        } else if (word.equals("UNION") && !tokens.has(Rule.RECURSION_IS_SAID)) {
            ctes.show(here.cte);
        }
    }

    private boolean startsWithoutSeparator(int i, String word) {
        return tokens.has(Rule.NO_SEPARATOR)
                && here.outer == null
                && here.command != Command.SCHEMA
                && !(word.startsWith("EXEC") && here.command == Command.INSERT)
                && !BEFORE_NO_STATEMENT.contains(tokens.keyword(i - 1))
                && !tokens.isSymbol(i - 1, ',')
                && !tokens.isSymbol(i + 1, '(');
    }

    private void select(int i) {
        listener.operation(i);
        listener.begins(Kind.SELECT);
        here.begin(here.command == Command.MERGE ? Command.MERGE : Command.QUERY);
        here.mark(Mark.QUERY);
        here.unmark(Mark.FROM_SEEN);
    }

    private int with(int i) {
        if (tokens.isSymbol(i + 1, '(') && !here.is(Mark.STATEMENT_DUE)) {
            return skip(i, tokens.afterParenthesis(i + 1)) - 1;
        }
        boolean declares =
                here.is(Mark.STATEMENT_DUE) || here.command == Command.INSERT || here.command == Command.SCHEMA;
        if (declares && !here.is(Mark.TABLE_DUE)) {
            here.mark(Mark.WITH, Mark.CTE_DUE);
        }
        here.unmark(Mark.STATEMENT_DUE);
        return i;
    }

    private void from(int i) {
        boolean comparison = tokens.isWord(i - 1, "DISTINCT") && tokens.isOneOf(i - 2, "IS", "NOT");
        if (here.is(Mark.QUERY) && !comparison) {
            here.mark(Mark.TABLE_DUE, Mark.TABLES, Mark.FROM_SEEN);
        }
    }

    private void join() {
        here.mark(Mark.JOINED, Mark.TABLE_DUE, Mark.TABLES);
    }

    private void using() {
        boolean source = here.command == Command.MERGE && !here.is(Mark.USING_SEEN);
        if (source || here.command == Command.DELETE && !here.is(Mark.JOINED)) {
            here.mark(Mark.USING_SEEN, Mark.TABLE_DUE, Mark.QUERY, Mark.TABLES);
        }
    }

    private void declare(int i) {
        here.unmark(Mark.CTE_DUE);
        ctes.declare(tokens.name(i), here.is(Mark.RECURSIVE));
    }

    private int table(int i) {
        if (tokens.isOneOf(i, "FINAL", "NEW", "OLD") && tokens.isWord(i + 1, "TABLE")) {
            // TABLE cannot be an alias, so the word before it is no table.
            here.unmark(Mark.TABLE_DUE);
            here.mark(Mark.CHANGES);
            return i + 1;
        }
        boolean target = !here.is(Mark.TABLES);
        here.unmark(Mark.TABLE_DUE);
        int last = tokens.nameEnd(i);
        boolean function =
                here.is(Mark.TABLES) && tokens.isSymbol(last + 1, '(') && !TableHints.areAt(tokens, last + 1);
        if (function || tokens.isWord(i, "ROWS") && tokens.isWord(i + 1, "FROM")) {
            here.mark(Mark.FUNCTION_DUE);
            return function ? last : i + 1;
        }
        boolean aliased = here.is(Mark.TABLES) || here.command == Command.INSERT || here.command == Command.MERGE;
        int alias = aliased ? TableHints.alias(tokens, last + 1) : last;
        int next = aliased ? skip(alias + 1, TableHints.end(tokens, alias + 1)) : last + 1;
        boolean changed = here.command == Command.INSERT
                || here.command != Command.QUERY && target
                || here.command == Command.UPDATE && !here.is(Mark.FROM_SEEN) && tokens.has(Rule.EXECUTE_RUNS_PREPARED);
        here.set(here.is(Mark.FROM_SEEN) || here.command == Command.UPDATE, Mark.FROM_SEEN);
        boolean cte = !changed && last == i && ctes.contains(tokens.name(i));
        listener.table(i, last, alias > last ? alias : -1, next, cte);
        return next - 1;
    }

    private int symbol(int i) {
        switch (tokens.first(i)) {
            case '(' -> open(i);
            case ')' -> {
                return close(i);
            }
            case ',' -> {
                here.set(here.is(Mark.TABLES), Mark.TABLE_DUE);
                here.set(here.is(Mark.WITH), Mark.CTE_DUE);
                here.unmark(Mark.STATEMENT_DUE);
                listener.comma();
            }
            case ';' -> {
                if (here.outer == null) {
                    boolean block = here.is(Mark.BLOCK);
                    here = new SqlParenthesis(null, 0);
                    here.set(block, Mark.BLOCK);
                    ctes.truncate(0);
                    listener.statementEnds();
                }
            }
            case '{' -> {
                return here.is(Mark.STATEMENT_DUE) ? statements.escape(i) : i;
            }
            default -> here.unmark(Mark.STATEMENT_DUE);
        }
        return i;
    }

    private void open(int i) {
        SqlParenthesis inner = new SqlParenthesis(here, ctes.size());
        boolean tables = here.is(Mark.TABLE_DUE) && here.is(Mark.TABLES) || here.is(Mark.FUNCTION_DUE);
        if (tables) {
            String first = tokens.keyword(i + 1);
            boolean join = here.is(Mark.TABLE_DUE)
                    && !first.equals("SELECT")
                    && !first.equals("WITH")
                    && !first.equals("VALUES");
            inner.set(join, Mark.QUERY, Mark.TABLES, Mark.TABLE_DUE, Mark.FROM_SEEN);
            inner.set(!join, Mark.DERIVED_TABLE);
        } else if (here.is(Mark.WITH) && tokens.isOneOf(i - 1, "AS", "MATERIALIZED")) {
            inner.cte = ctes.size() - 1;
        }
        here.unmark(Mark.TABLE_DUE, Mark.FUNCTION_DUE, Mark.CTE_DUE);
        listener.opens(i, tables);
        here = inner;
    }

    private int close(int i) {
        SqlParenthesis outside = here.outer;
        if (outside == null) {
            here.unmark(Mark.TABLE_DUE);
            return i;
        }
        SqlParenthesis inner = here;
        here = outside;
        ctes.truncate(inner.outerCtes);
        ctes.show(inner.cte);
        here.unmark(Mark.TABLE_DUE);
        here.set(here.is(Mark.WITH), Mark.STATEMENT_DUE);
        if (here.is(Mark.CHANGES)) {
            here.unmark(Mark.CHANGES);
            here.command = Command.QUERY;
        }
        listener.closes(i);
        if (!inner.is(Mark.DERIVED_TABLE)) {
            return i;
        }
        int alias = TableHints.alias(tokens, i + 1);
        listener.derivedTable(alias > i, alias);
        return alias;
    }

    /** Passes over tokens that hold no tables. */
    int skip(int from, int to) {
        for (int i = from; i < to; i++) {
            if (tokens.kind(i) == Token.PARAMETER) {
                listener.parameter(i, false);
            }
        }
        return to;
    }
}
