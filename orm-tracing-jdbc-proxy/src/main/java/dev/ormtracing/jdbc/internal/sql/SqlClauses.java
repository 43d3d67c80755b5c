package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.ClauseListener.Kind;
import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import dev.ormtracing.jdbc.internal.sql.SqlParenthesis.Command;
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
                here.start = here.tableDue = false;
                listener.parameter(i, true);
            }
            default -> here.start = here.tableDue = false;
        }
        return i;
    }

    private int quotedName(int i) {
        here.start = false;
        if (here.cteDue) {
            declare(i);
        } else if (here.tableDue) {
            return table(i);
        }
        return i;
    }

    private int word(int i) {
        int handled = tokens.isSymbol(i - 1, '.') ? -1 : keyword(i, tokens.keyword(i));
        if (handled >= 0) {
            return handled;
        }
        here.start = false;
        if (here.cteDue) {
            declare(i);
        } else if (here.tableDue) {
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
        if (here.cteDue && word.equals("RECURSIVE")) {
            here.recursive = true;
            return i;
        }
        if (here.start && mayStart()) {
            int handled = statements.start(i, word);
            if (handled >= 0) {
                return handled;
            }
        }
        return here.cteDue ? -1 : clause(i, word);
    }

    /** In parentheses there are only queries, but for what common table expressions and table expressions do. */
    private boolean mayStart() {
        SqlParenthesis outside = here.outer;
        return outside == null || outside.with || outside.changes;
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
                if (here.from) {
                    join();
                }
            }
            case "USING" -> using();
            case "INTO" -> {
                if (here.command == Command.INSERT_ALL) {
                    listener.begins(Kind.INSERT);
                    here.tableDue = true;
                } else if (here.command == Command.QUERY && here.from) {
                    here.endTables();
                }
            }
            case "FOR" -> {
                if (here.tableDue) {
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
                if (here.outer != null || here.tableDue) {
                    return -1;
                }
                return statements.block(i);
            }
            case "THEN", "ELSE", "LOOP" -> {
                here.start = here.block && here.command != Command.MERGE;
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
                if (here.tableDue || !ENDS_OF_TABLES.contains(word)) {
                    return -1;
                }
                endOfTables(word);
            }
        }
        here.start = false;
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
        here.query = true;
        here.from = false;
    }

    private int with(int i) {
        if (tokens.isSymbol(i + 1, '(') && !here.start) {
            return skip(i, tokens.afterParenthesis(i + 1)) - 1;
        }
        boolean declares = here.start || here.command == Command.INSERT || here.command == Command.SCHEMA;
        if (declares && !here.tableDue) {
            here.with = here.cteDue = true;
        }
        here.start = false;
        return i;
    }

    private void from(int i) {
        boolean comparison = tokens.isWord(i - 1, "DISTINCT") && tokens.isOneOf(i - 2, "IS", "NOT");
        if (here.query && !comparison) {
            here.tableDue = here.tables = here.from = true;
        }
    }

    private void join() {
        here.joined = here.tableDue = here.tables = true;
    }

    private void using() {
        boolean source = here.command == Command.MERGE && !here.usingSeen;
        if (source || here.command == Command.DELETE && !here.joined) {
            here.usingSeen = here.tableDue = here.query = here.tables = true;
        }
    }

    private void declare(int i) {
        here.cteDue = false;
        ctes.declare(tokens.name(i), here.recursive);
    }

    private int table(int i) {
        if (tokens.isOneOf(i, "FINAL", "NEW", "OLD") && tokens.isWord(i + 1, "TABLE")) {
            // TABLE cannot be an alias, so the word before it is no table.
            here.tableDue = false;
            here.changes = true;
            return i + 1;
        }
        boolean target = !here.tables;
        here.tableDue = false;
        int last = tokens.nameEnd(i);
        boolean function = here.tables && tokens.isSymbol(last + 1, '(') && !TableHints.areAt(tokens, last + 1);
        if (function || tokens.isWord(i, "ROWS") && tokens.isWord(i + 1, "FROM")) {
            here.functionDue = true;
            return function ? last : i + 1;
        }
        boolean aliased = here.tables || here.command == Command.INSERT || here.command == Command.MERGE;
        int alias = aliased ? TableHints.alias(tokens, last + 1) : last;
        int next = aliased ? skip(alias + 1, TableHints.end(tokens, alias + 1)) : last + 1;
        boolean changed = here.command == Command.INSERT
                || here.command != Command.QUERY && target
                || here.command == Command.UPDATE && !here.from && tokens.has(Rule.EXECUTE_RUNS_PREPARED);
        here.from |= here.command == Command.UPDATE;
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
                here.tableDue = here.tables;
                here.cteDue = here.with;
                here.start = false;
                listener.comma();
            }
            case ';' -> {
                if (here.outer == null) {
                    boolean block = here.block;
                    here = new SqlParenthesis(null, 0);
                    here.block = block;
                    ctes.truncate(0);
                    listener.statementEnds();
                }
            }
            case '{' -> {
                return here.start ? statements.escape(i) : i;
            }
            default -> here.start = false;
        }
        return i;
    }

    private void open(int i) {
        SqlParenthesis inner = new SqlParenthesis(here, ctes.size());
        boolean tables = here.tableDue && here.tables || here.functionDue;
        if (tables) {
            String first = tokens.keyword(i + 1);
            boolean join = here.tableDue && !first.equals("SELECT") && !first.equals("WITH") && !first.equals("VALUES");
            inner.query = inner.tables = inner.tableDue = inner.from = join;
            inner.derivedTable = !join;
        } else if (here.with && tokens.isOneOf(i - 1, "AS", "MATERIALIZED")) {
            inner.cte = ctes.size() - 1;
        }
        here.tableDue = here.functionDue = here.cteDue = false;
        listener.opens(i, tables);
        here = inner;
    }

    private int close(int i) {
        SqlParenthesis outside = here.outer;
        if (outside == null) {
            here.tableDue = false;
            return i;
        }
        SqlParenthesis inner = here;
        here = outside;
        ctes.truncate(inner.outerCtes);
        ctes.show(inner.cte);
        here.tableDue = false;
        here.start = here.with;
        if (here.changes) {
            here.changes = false;
            here.command = Command.QUERY;
        }
        listener.closes(i);
        if (!inner.derivedTable) {
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
