package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what each {@code ?} is compared with or written to. No parser: it knows the plain forms, and says nothing of all
 * others, since a wrong column is worse than none. Linear in the length of the text.
 */
final class ParameterColumnScan implements ClauseListener {

    private static final int MAX_PARAMETERS = 10_000;

    /** After these a column may be compared; after any other word it is a part of something else. */
    private static final Set<String> BEFORE_CONDITION = Keywords.set("""
            ALL AND BY CASE DISTINCT ELSE HAVING IF NOT ON OR QUALIFY SELECT SET THEN UPDATE WHEN WHERE XOR""");

    /** Words that stand where a column could. */
    private static final Set<String> NO_COLUMN = Keywords.set("""
            ALL AND ANY CASE DEFAULT ELSE END FALSE NOT NULL OR SOME THEN TRUE WHEN WHERE""");

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
    private final Deque<ParameterPlaces> around = new ArrayDeque<>();
    private ParameterPlaces here = new ParameterPlaces(-1, null);

    private ParameterColumnScan(SqlTokens tokens) {
        this.tokens = tokens;
    }

    /** In the order of the parameters; null for one of which nothing is known. */
    static List<@Nullable Found> scan(SqlTokens tokens) {
        ParameterColumnScan scan = new ParameterColumnScan(tokens);
        new SqlClauses(tokens, scan).run();
        return scan.found;
    }

    @Override
    public void begins(Kind kind) {
        here.begin(kind);
    }

    @Override
    public void table(int first, int last, int alias, int next, boolean cte) {
        String name = tokens.name(last);
        here.scope.add(cte ? null : name, alias >= 0 ? tokens.name(alias) : name);
        if (here.hasTarget() && here.scope.target() == null) {
            here.scope.fixTarget();
            here.insertColumns = columns(next);
        }
    }

    @Override
    public void derivedTable(boolean hasAlias, int alias) {
        if (hasAlias) {
            here.scope.add(null, tokens.name(alias));
        } else {
            here.scope.addUnnamed();
        }
    }

    @Override
    public void word(int i) {
        switch (tokens.keyword(i)) {
            case "INSERT" -> {
                if (here.kind == Kind.MERGE) {
                    here.insertColumns = columns(i + 1);
                }
            }
            case "SET" -> {
                here.set = true;
                if (here.scope.target() == null) {
                    here.scope.fixTarget();
                }
            }
            case "VALUES", "VALUE" -> here.values = here.insertColumns != null;
            case "ON" -> here.values = false;
            case "CONFLICT", "DUPLICATE" -> {
                TableScope ofInsert = here.insertScope;
                if (ofInsert != null && tokens.isWord(i - 1, "ON")) {
                    here.scope = ofInsert;
                }
            }
            case "WHERE", "WHEN" -> here.set = false;
            default -> {}
        }
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

    @Override
    public void comma() {
        here.position++;
    }

    @Override
    public void statementEnds() {
        here = new ParameterPlaces(-1, null);
    }

    @Override
    public void opens(int i, boolean tables) {
        ParameterPlaces inner = new ParameterPlaces(i, here.scope);
        if (!tables) {
            expectValues(i, inner);
        }
        around.push(here);
        here = inner;
    }

    @Override
    public void closes(int i) {
        ParameterPlaces outside = around.poll();
        if (outside != null) {
            outside.innerOpen = here.open;
            outside.innerClose = i;
            here = outside;
        }
    }

    private void expectValues(int i, ParameterPlaces inner) {
        boolean nextRow = tokens.isSymbol(i - 1, ',') && tokens.isSymbol(i - 2, ')');
        if (here.values && (nextRow || tokens.isOneOf(i - 1, "VALUES", "VALUE", "ROW"))) {
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
            int left = comparisonEndingAt(tokens.isOneOf(i - 1, "ANY", "SOME", "ALL") ? i - 2 : i - 1);
            List<Found> row = rowEndingAt(left);
            inner.columns = row == null ? single(left) : row;
            inner.oneEach = row != null;
        }
    }

    @Override
    public void parameter(int i, boolean known) {
        if (tokens.first(i) != '?' || isOperator(i) || isOperator(i - 1)) {
            return;
        }
        int index = tokens.end(i) - tokens.start(i) == 1 ? found.size() : numbered(i);
        if (index >= 0 && index < MAX_PARAMETERS) {
            while (found.size() <= index) {
                found.add(null);
            }
            found.set(index, known ? columnOf(i) : null);
        }
    }

    /** The JDBC driver of PostgreSQL takes two for an operator. */
    private boolean isOperator(int i) {
        return isQuestionMark(i) && isQuestionMark(i + 1) && tokens.start(i + 1) == tokens.end(i);
    }

    private boolean isQuestionMark(int i) {
        return tokens.kind(i) == Token.PARAMETER && tokens.first(i) == '?' && tokens.end(i) - tokens.start(i) == 1;
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
        if (tokens.isOneOf(i, "LIKE", "ILIKE", "RLIKE", "REGEXP") || tokens.isWord(i, "BETWEEN")) {
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

    /** Whether an operand ends before that token; a cast belongs to it. */
    private boolean endsOperand(int i) {
        return switch (tokens.kind(i)) {
            case END, WORD -> true;
            case SYMBOL -> "),;:}".indexOf(tokens.first(i)) >= 0;
            default -> false;
        };
    }
}
