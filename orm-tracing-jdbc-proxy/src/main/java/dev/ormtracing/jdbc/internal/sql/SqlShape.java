package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes a text again in such a way that it is the same whatever the length of its lists: of the values of an {@code IN}
 * or an array, and of the rows of {@code VALUES}, each form stands once. Values in lists are written as {@code ?}, and so
 * are parameters with a number, which depends on what is before them.
 */
final class SqlShape {

    /** Lists in lists; what is nested deeper stays as it is. */
    private static final int MAX_DEPTH = 8;

    private final SqlTokens tokens;

    /** The last token of what a bracket opens. */
    private final int[] closes;

    private int depth;

    private SqlShape(SqlTokens tokens) {
        this.tokens = tokens;
        this.closes = closes(tokens);
    }

    static String of(SqlTokens tokens) {
        SqlShape shape = new SqlShape(tokens);
        StringBuilder out = new StringBuilder(tokens.length());
        int size = tokens.size();
        shape.write(out, 0, size);
        return size == 0
                ? tokens.sql().substring(0, tokens.length())
                : out.toString().strip();
    }

    private static int[] closes(SqlTokens tokens) {
        int[] closes = new int[tokens.size()];
        int[] open = new int[tokens.size()];
        int opened = 0;
        for (int i = 0; i < closes.length; i++) {
            closes[i] = closes.length;
            if (tokens.isSymbol(i, '(') || tokens.isSymbol(i, '[')) {
                open[opened++] = i;
            } else if (opened > 0 && (tokens.isSymbol(i, ')') || tokens.isSymbol(i, ']'))) {
                closes[open[--opened]] = i;
            }
        }
        return closes;
    }

    private void write(StringBuilder out, int from, int to) {
        int i = from;
        while (i < to) {
            gap(out, i, from);
            token(out, i);
            if (tokens.isWord(i, "VALUES") || tokens.isWord(i, "VALUE")) {
                i = rows(out, i + 1, to);
            } else if (depth < MAX_DEPTH && opensList(i)) {
                int close = Math.min(closes[i], to);
                elements(out, i + 1, close);
                i = close;
            } else {
                i++;
            }
        }
    }

    /** {@code IN (}, {@code ARRAY[}, but no subquery. */
    private boolean opensList(int i) {
        boolean list = tokens.isSymbol(i, '(') && tokens.isWord(i - 1, "IN")
                || tokens.isSymbol(i, '[') && tokens.isWord(i - 1, "ARRAY");
        return list && !tokens.isOneOf(i + 1, "SELECT", "WITH");
    }

    private void elements(StringBuilder out, int from, int to) {
        depth++;
        Set<String> forms = new HashSet<>();
        int start = from;
        while (start < to) {
            int end = endOfElement(start, to);
            StringBuilder element = new StringBuilder();
            write(element, start, end);
            if (forms.add(element.toString())) {
                if (forms.size() > 1) {
                    out.append(", ");
                }
                out.append(element);
            }
            start = end + 1;
        }
        depth--;
    }

    private int endOfElement(int from, int to) {
        int i = from;
        while (i < to && !tokens.isSymbol(i, ',')) {
            i = tokens.isSymbol(i, '(') || tokens.isSymbol(i, '[') ? Math.min(closes[i], to) + 1 : i + 1;
        }
        return Math.min(i, to);
    }

    /** The rows behind {@code VALUES}; gives the first token behind them. */
    private int rows(StringBuilder out, int from, int to) {
        depth++;
        Set<String> forms = new HashSet<>();
        int i = from;
        boolean more = depth <= MAX_DEPTH;
        while (more) {
            int open = tokens.isWord(i, "ROW") ? i + 1 : i;
            more = open < to && tokens.isSymbol(open, '(');
            if (more) {
                int end = Math.min(closes[open], to - 1) + 1;
                StringBuilder row = new StringBuilder();
                write(row, i, end);
                if (forms.add(row.toString())) {
                    if (forms.size() == 1) {
                        gap(out, i, from - 1);
                    } else {
                        out.append(", ");
                    }
                    out.append(row);
                }
                more = end < to && tokens.isSymbol(end, ',');
                i = more ? end + 1 : end;
            }
        }
        depth--;
        return i;
    }

    /** One space for any white space and comments; none before the first token of a part. */
    private void gap(StringBuilder out, int i, int first) {
        if (i > first && tokens.start(i) > tokens.end(i - 1)) {
            out.append(' ');
        }
    }

    private void token(StringBuilder out, int i) {
        Token kind = tokens.kind(i);
        if (kind == Token.SPACE) {
            return;
        }
        boolean value = kind == Token.LITERAL && depth > 0;
        if (value || kind == Token.PARAMETER && Character.isDigit(tokens.sql().charAt(tokens.end(i) - 1))) {
            out.append('?');
        } else {
            out.append(tokens.sql(), tokens.start(i), tokens.end(i));
        }
    }
}
