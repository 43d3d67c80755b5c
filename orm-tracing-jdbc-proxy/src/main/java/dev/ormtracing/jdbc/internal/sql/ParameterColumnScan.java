package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each {@code ?} is compared with or written to. No parser: it knows the plain forms, and says nothing of all
 * others, since a wrong column is worse than none. Linear in the length of the text.
 */
final class ParameterColumnScan {

    private static final int MAX_PARAMETERS = 10_000;

    /** After these a column may be compared; after any other word it is a part of something else. */
    private static final Set<String> BEFORE_CONDITION = Set.of(
            "ALL",
            "AND",
            "BY",
            "CASE",
            "DISTINCT",
            "ELSE",
            "HAVING",
            "IF",
            "NOT",
            "ON",
            "OR",
            "QUALIFY",
            "SELECT",
            "SET",
            "THEN",
            "UPDATE",
            "WHEN",
            "WHERE",
            "XOR");

    /** Words that stand where a column could. */
    private static final Set<String> NO_COLUMN = Set.of(
            "ALL", "AND", "ANY", "CASE", "DEFAULT", "ELSE", "END", "FALSE", "NOT", "NULL", "OR", "SOME", "THEN", "TRUE",
            "WHEN", "WHERE");

    /** Words after a table that are not its alias. */
    private static final Set<String> NO_ALIAS = Set.of(
            "CROSS",
            "DEFAULT",
            "EXCEPT",
            "FETCH",
            "FOR",
            "FORCE",
            "FULL",
            "GROUP",
            "HAVING",
            "IGNORE",
            "INNER",
            "INTERSECT",
            "JOIN",
            "KEY",
            "LEFT",
            "LIMIT",
            "MINUS",
            "NATURAL",
            "OFFSET",
            "ON",
            "ORDER",
            "OUTPUT",
            "OVERRIDING",
            "PARTITION",
            "RETURNING",
            "RIGHT",
            "SELECT",
            "SET",
            "STRAIGHT_JOIN",
            "TABLESAMPLE",
            "UNION",
            "USE",
            "USING",
            "VALUE",
            "VALUES",
            "WHEN",
            "WHERE",
            "WINDOW",
            "WITH");

    /** A column, whose table is known when all tables have been seen. */
    record Found(
            TableScope scope,
            @Nullable String qualifier,
            @Nullable String column,
            boolean ofTarget) {
        ParameterColumns.Place place() {
            String table = qualifier != null ? scope.tableOf(qualifier) : ofTarget ? scope.target() : scope.onlyTable();
            return new ParameterColumns.Place(table, column);
        }
    }

    private final SqlTokens tokens;
    private final List<@Nullable Found> found = new ArrayList<>();
    private final Deque<SqlParenthesis> around = new ArrayDeque<>();
    private final Set<String> ctes = new HashSet<>();
    private SqlParenthesis here = new SqlParenthesis(-1, null);

    ParameterColumnScan(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** In the order of the parameters; null for one of which nothing is known. */
    List<@Nullable Found> run() {
        int i = 0;
        while (i < tokens.size()) {
            i = accept(i) + 1;
        }
        return found;
    }

    /** Takes a token and gives the last one that has been dealt with. */
    private int accept(int i) {
        switch (tokens.kind(i)) {
            case PARAMETER -> {
                return parameter(i);
            }
            case SYMBOL -> {
                return symbol(i);
            }
            case WORD, QUOTED_NAME -> {
                return here.cteNext || here.tableNext ? name(i) : word(i);
            }
            default -> {
                return i;
            }
        }
    }

    private int name(int i) {
        String word = tokens.keyword(i);
        if (here.cteNext) {
            if (!word.equals("RECURSIVE")) {
                ctes.add(folded(tokens.name(i)));
                here.cteNext = false;
            }
            return i;
        }
        return switch (word) {
            case "ONLY", "LATERAL", "TABLE", "INTO", "FROM", "IGNORE", "LOW_PRIORITY" -> i;
            default -> NO_ALIAS.contains(word) ? word(i) : table(i);
        };
    }

    private int table(int i) {
        int last = i;
        while (tokens.isSymbol(last + 1, '.') && tokens.isName(last + 2)) {
            last += 2;
        }
        here.tableNext = false;
        boolean parenthesis = tokens.isSymbol(last + 1, '(');
        boolean intoTable = (here.insert || here.merge) && here.scope.target() == null;
        if (parenthesis && !intoTable) {
            here.functionNext = true;
            return last;
        }
        String name = tokens.name(last);
        int alias = alias(last + 1);
        here.scope.add(
                last == i && ctes.contains(folded(name)) ? null : name, alias > last ? tokens.name(alias) : name);
        if (intoTable) {
            here.scope.fixTarget();
            here.insertColumns = columns(alias + 1);
        }
        return alias;
    }

    /** The alias that begins there, or the token before. */
    private int alias(int i) {
        int name = tokens.isWord(i, "AS") ? i + 1 : i;
        return tokens.isName(name) && !NO_ALIAS.contains(tokens.keyword(name)) ? name : i - 1;
    }

    private int word(int i) {
        switch (tokens.keyword(i)) {
            case "SELECT" -> here.begin();
            case "WITH" -> here.with = here.cteNext = !here.statement || here.insert;
            case "INSERT", "REPLACE", "UPSERT" -> insert(i);
            case "UPDATE" -> {
                if (startsStatement(i)) {
                    here.begin();
                    here.tableList = here.tableNext = true;
                }
            }
            case "DELETE" -> {
                if (startsStatement(i)) {
                    here.begin();
                }
            }
            case "MERGE" -> {
                if (startsStatement(i)) {
                    here.begin();
                    here.merge = here.tableNext = true;
                }
            }
            case "INTO" -> here.tableNext = here.insert || here.merge;
            case "FROM" -> here.tableList = here.tableNext = here.statement && !tokens.isWord(i - 1, "DISTINCT");
            case "JOIN", "STRAIGHT_JOIN", "APPLY" -> here.tableNext = here.statement;
            case "USING" -> here.tableNext = here.merge || here.statement && tokens.isName(i + 1);
            case "SET" -> {
                here.endTables();
                here.set = true;
                if (here.scope.target() == null) {
                    here.scope.fixTarget();
                }
            }
            case "VALUES", "VALUE" -> {
                here.endTables();
                here.values = here.insertColumns != null;
            }
            case "ON" -> {
                here.tableNext = false;
                here.values = false;
            }
            case "CONFLICT", "DUPLICATE" -> {
                TableScope ofInsert = here.insertScope;
                if (ofInsert != null && tokens.isWord(i - 1, "ON")) {
                    here.scope = ofInsert;
                }
            }
            case "WHERE", "WHEN" -> {
                here.endTables();
                here.set = false;
            }
            case "GROUP",
                    "ORDER",
                    "HAVING",
                    "LIMIT",
                    "OFFSET",
                    "FETCH",
                    "UNION",
                    "INTERSECT",
                    "EXCEPT",
                    "MINUS",
                    "RETURNING",
                    "WINDOW",
                    "FOR" -> here.endTables();
            default -> {}
        }
        return i;
    }

    private void insert(int i) {
        if (here.merge) {
            here.insertColumns = columns(i + 1);
        } else if (startsStatement(i) && !tokens.isSymbol(i + 1, '(')) {
            here.begin();
            here.insert = true;
            here.insertScope = here.scope;
            here.tableNext = true;
        }
    }

    private boolean startsStatement(int i) {
        return tokens.kind(i - 1) == Token.END
                || tokens.isSymbol(i - 1, ';')
                || tokens.isSymbol(i - 1, '(')
                || tokens.isSymbol(i - 1, ')')
                || tokens.isWord(i - 1, "EXPLAIN")
                || tokens.isWord(i - 1, "ANALYZE");
    }

    /** The columns in the parentheses there; one without a name, if there are none. */
    private List<Found> columns(int open) {
        List<Found> columns = new ArrayList<>();
        for (int i = open; tokens.isSymbol(i, i == open ? '(' : ',') && tokens.isName(i + 1); i += 2) {
            columns.add(new Found(here.scope, null, tokens.name(i + 1), true));
        }
        boolean closed = tokens.isSymbol(open + 2 * columns.size(), ')');
        return closed && !columns.isEmpty() ? columns : List.of(new Found(here.scope, null, null, true));
    }

    private int symbol(int i) {
        switch (tokens.first(i)) {
            case '(' -> open(i);
            case ')' -> {
                return close(i);
            }
            case ',' -> {
                here.position++;
                here.tableNext = here.tableList;
                here.cteNext = here.with;
            }
            case ';' -> {
                if (around.isEmpty()) {
                    here = new SqlParenthesis(-1, null);
                }
            }
            default -> {}
        }
        return i;
    }

    private void open(int i) {
        SqlParenthesis inner = new SqlParenthesis(i, here.scope);
        if (here.tableNext || here.functionNext) {
            String first = tokens.keyword(i + 1);
            boolean join =
                    here.tableNext && !first.equals("SELECT") && !first.equals("WITH") && !first.equals("VALUES");
            inner.statement = inner.tableList = inner.tableNext = join;
            inner.derivedTable = !join;
            here.tableNext = here.functionNext = false;
        } else {
            expectValues(i, inner);
        }
        around.push(here);
        here = inner;
    }

    private int close(int i) {
        SqlParenthesis outside = around.poll();
        if (outside == null) {
            return i;
        }
        outside.innerOpen = here.open;
        outside.innerClose = i;
        boolean derived = here.derivedTable;
        here = outside;
        if (!derived) {
            return i;
        }
        int alias = alias(i + 1);
        if (alias > i) {
            here.scope.add(null, tokens.name(alias));
        } else {
            here.scope.addUnnamed();
        }
        return alias;
    }

    private void expectValues(int i, SqlParenthesis inner) {
        boolean nextRow = tokens.isSymbol(i - 1, ',') && tokens.isSymbol(i - 2, ')');
        if (here.values && (nextRow || isOneOf(i - 1, "VALUES", "VALUE", "ROW"))) {
            inner.columns = here.insertColumns;
            inner.oneEach = inner.columns != null && inner.columns.get(0).column() != null;
        } else if (here.row != null && (i == here.open + 1 || tokens.isSymbol(i - 1, ','))) {
            inner.columns = here.row;
            inner.oneEach = true;
        } else if (tokens.isWord(i - 1, "IN")) {
            int left = beforeNot(i - 2);
            inner.row = rowEndingAt(left);
            inner.columns = inner.row == null ? single(left) : null;
        } else {
            int left = comparisonEndingAt(isOneOf(i - 1, "ANY", "SOME", "ALL") ? i - 2 : i - 1);
            List<Found> row = rowEndingAt(left);
            inner.columns = row == null ? single(left) : row;
            inner.oneEach = row != null;
        }
    }

    private int parameter(int i) {
        if (tokens.first(i) != '?') {
            return i;
        }
        boolean alone = tokens.end(i) - tokens.start(i) == 1;
        boolean next = tokens.kind(i + 1) == Token.PARAMETER && tokens.start(i + 1) == tokens.end(i);
        if (alone && next && tokens.first(i + 1) == '?') {
            // The JDBC driver of PostgreSQL takes two for an operator.
            return i + 1;
        }
        int index = alone ? found.size() : numbered(i);
        if (index >= 0 && index < MAX_PARAMETERS) {
            while (found.size() <= index) {
                found.add(null);
            }
            found.set(index, columnOf(i));
        }
        return i;
    }

    /** H2's {@code ?2} may come again, and then stands for more than one column. */
    private int numbered(int i) {
        String digits = tokens.name(i).substring(1);
        int index = digits.length() > 5 ? -1 : Integer.parseInt(digits) - 1;
        if (index >= 0 && index < found.size()) {
            found.set(index, null);
            return -1;
        }
        return index;
    }

    private @Nullable Found columnOf(int i) {
        if (!endsOperand(i + 1)) {
            return tokens.kind(i + 1) == Token.SYMBOL && startsCondition(i - 1) ? columnAfter(i) : null;
        }
        List<Found> columns = here.columns;
        if (columns != null && (tokens.isSymbol(i - 1, '(') || tokens.isSymbol(i - 1, ','))) {
            int position = here.oneEach ? here.position : 0;
            return position < columns.size() ? columns.get(position) : null;
        }
        return columnEndingAt(operatorEndingAt(i - 1));
    }

    /** The last token of what is left of the operator that ends there; -1 if there is no such operator. */
    private int operatorEndingAt(int i) {
        if (isOneOf(i, "LIKE", "ILIKE", "RLIKE", "REGEXP") || tokens.isWord(i, "BETWEEN")) {
            return beforeNot(i - 1);
        }
        if (tokens.isWord(i, "AND") && tokens.isWord(i - 2, "BETWEEN")) {
            return tokens.kind(i - 1) == Token.PARAMETER || tokens.kind(i - 1) == Token.LITERAL ? beforeNot(i - 3) : -1;
        }
        if (tokens.isWord(i, "FROM") && tokens.isWord(i - 1, "DISTINCT")) {
            int is = beforeNot(i - 2);
            return tokens.isWord(is, "IS") ? is - 1 : -1;
        }
        return comparisonEndingAt(i);
    }

    private int comparisonEndingAt(int i) {
        int left = i;
        while (isComparison(left)) {
            left--;
        }
        return left == i ? -1 : left;
    }

    private boolean isComparison(int i) {
        return tokens.kind(i) == Token.SYMBOL && "=<>!".indexOf(tokens.first(i)) >= 0;
    }

    private int beforeNot(int i) {
        return tokens.isWord(i, "NOT") ? i - 1 : i;
    }

    private @Nullable Found columnEndingAt(int i) {
        if (!isColumn(i)) {
            return null;
        }
        int first = i;
        while (tokens.isSymbol(first - 1, '.') && tokens.isName(first - 2)) {
            first -= 2;
        }
        return startsCondition(first - 1) ? found(first, i) : null;
    }

    private @Nullable Found columnAfter(int i) {
        int first = i + 1;
        while (isComparison(first)) {
            first++;
        }
        int last = first;
        while (tokens.isName(last) && tokens.isSymbol(last + 1, '.') && tokens.isName(last + 2)) {
            last += 2;
        }
        return first > i + 1 && isColumn(last) && endsOperand(last + 1) ? found(first, last) : null;
    }

    private Found found(int first, int last) {
        String qualifier = first == last ? null : tokens.name(last - 2);
        return new Found(here.scope, qualifier, tokens.name(last), here.set);
    }

    private @Nullable List<Found> single(int i) {
        Found column = columnEndingAt(i);
        return column == null ? null : List.of(column);
    }

    /** The columns of {@code (a, b)}, or null if it is something else that ends there. */
    private @Nullable List<Found> rowEndingAt(int close) {
        if (close < 0 || here.innerClose != close || !startsCondition(here.innerOpen - 1)) {
            return null;
        }
        List<Found> row = new ArrayList<>();
        int i = here.innerOpen;
        while (i < close) {
            int first = i + 1;
            int last = first;
            while (tokens.isSymbol(last + 1, '.') && tokens.isName(last + 2)) {
                last += 2;
            }
            i = last + 1;
            if (!isColumn(last) || !tokens.isSymbol(i, i == close ? ')' : ',')) {
                return null;
            }
            row.add(found(first, last));
        }
        return row;
    }

    private boolean isColumn(int i) {
        return tokens.isName(i) && tokens.first(i) != '@' && !NO_COLUMN.contains(tokens.keyword(i));
    }

    /** Whether what comes after that token is a whole side of a comparison. */
    private boolean startsCondition(int i) {
        return switch (tokens.kind(i)) {
            case END -> true;
            case SYMBOL -> "(,;".indexOf(tokens.first(i)) >= 0;
            case WORD -> BEFORE_CONDITION.contains(tokens.keyword(i));
            default -> false;
        };
    }

    /** The same for what comes before that token; a cast belongs to it. */
    private boolean endsOperand(int i) {
        return switch (tokens.kind(i)) {
            case END, WORD -> true;
            case SYMBOL -> "),;:}".indexOf(tokens.first(i)) >= 0;
            default -> false;
        };
    }

    private boolean isOneOf(int i, String... words) {
        for (String word : words) {
            if (tokens.isWord(i, word)) {
                return true;
            }
        }
        return false;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
