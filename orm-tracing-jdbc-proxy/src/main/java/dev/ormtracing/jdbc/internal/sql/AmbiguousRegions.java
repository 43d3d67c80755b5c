package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Locale;
import java.util.Set;

/**
 * What one database reads as a comment or a name and another as plain text: from a number sign or two slashes to the end of
 * the line, and what is in brackets and braces. Both go on alike after it, unless a string or a comment began within and
 * leaves it: then the one reads as code what is a literal to the other.
 */
final class AmbiguousRegions {

    private static final Set<String> MONTHS =
            Set.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final int MAX_DATE = 40;

    private final String sql;
    private final int length;
    private boolean line;
    private boolean brackets;
    private boolean doubled;
    private boolean braces;

    AmbiguousRegions(String sql, int length) {
        this.sql = sql;
        this.length = length;
    }

    /** To be asked of each token in its order. */
    boolean isLeftBy(Token token, int start, int end) {
        switch (token) {
            case SPACE -> line &= !hasLineEnd(start, end);
            case SYMBOL -> symbol(start);
            case WORD -> line |= has('#', start, end);
            case LITERAL, QUOTED_NAME, COMMENT -> {
                return line && hasLineEnd(start, end)
                        || brackets && has(']', start, end)
                        || braces && has('}', start, end);
            }
            default -> {}
        }
        return false;
    }

    /** @return where a date of Access ends, as in {@code #2024-01-31#} and {@code #Jan 5, 2024#}; or -1 */
    int dateEnd(int open) {
        int limit = Math.min(length, open + MAX_DATE);
        int close = open + 1;
        while (close < limit && sql.charAt(close) != '#') {
            close++;
        }
        if (close >= limit || close == open + 1 || hasLineEnd(open, close)) {
            return -1;
        }
        boolean date = SqlScanner.isDigit(sql.charAt(open + 1))
                || close - open > 4
                        && MONTHS.contains(sql.substring(open + 1, open + 4).toLowerCase(Locale.ROOT));
        return date ? close + 1 : -1;
    }

    private void symbol(int at) {
        switch (sql.charAt(at)) {
            case '#' -> line = true;
            case '/' -> line |= at + 1 < length && sql.charAt(at + 1) == '/';
            case '[' -> brackets = true;
            case ']' -> closeBracket(at);
            case '{' -> braces = true;
            case '}' -> braces = false;
            default -> {}
        }
    }

    /** Two of them may stand for one in a name. */
    private void closeBracket(int at) {
        boolean first = !doubled && at + 1 < length && sql.charAt(at + 1) == ']';
        brackets &= first || doubled;
        doubled = first;
    }

    private boolean hasLineEnd(int start, int end) {
        return has('\n', start, end) || has('\r', start, end);
    }

    private boolean has(char c, int start, int end) {
        for (int i = start; i < end; i++) {
            if (sql.charAt(i) == c) {
                return true;
            }
        }
        return false;
    }
}
