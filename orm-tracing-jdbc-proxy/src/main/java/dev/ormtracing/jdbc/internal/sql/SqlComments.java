package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import java.util.Locale;
import java.util.Set;

/** Finds where comments begin and end. */
final class SqlComments {

    /** What JDBC means by braces. */
    private static final Set<String> ESCAPES = Set.of("call", "d", "escape", "fn", "guid", "limit", "oj", "t", "ts");

    private static final int MAX_ESCAPE = 6;
    private static final String QUOTES = "'\"`$";

    private final String sql;
    private final int length;
    private final SqlDialect dialect;

    /** The next of them, kept so that no part of the text is searched twice. */
    private int quote = -1;

    private int feed = -1;

    SqlComments(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        this.length = length;
        this.dialect = dialect;
    }

    boolean startsAt(int position) {
        char next = at(position + 1);
        return switch (at(position)) {
            case '-' -> next == '-' && (!dialect.has(Rule.DASH_COMMENT_NEEDS_SPACE) || isEndOrSpace(position + 2));
            case '/' -> next == '*' || next == '/' && dialect.has(Rule.SLASH_COMMENTS);
            case '#' -> dialect.has(Rule.HASH_COMMENTS);
            case '{' -> dialect.has(Rule.BRACE_COMMENTS) && !isEscape(position + 1);
            default -> false;
        };
    }

    /** @return where the text goes on in a comment that the server runs: {@code /*!40101} or MariaDB's {@code /*M!}; or -1 */
    int versionedStart(int open) {
        int mark = at(open + 2) == 'M' ? open + 3 : open + 2;
        if (!sql.startsWith("/*", open) || at(mark) != '!') {
            return -1;
        }
        int i = mark + 1;
        while (SqlScanner.isDigit(at(i)) && i <= mark + 6) {
            i++;
        }
        return i;
    }

    /** @return -1 if other readings of the text end the comment elsewhere, and go on with another quote */
    int end(int open) {
        if (at(open) == '{') {
            int close = sql.indexOf('}', open);
            return close < 0 ? length : close + 1;
        }
        return sql.startsWith("/*", open) ? block(open) : line(open);
    }

    private int line(int open) {
        int i = open;
        while (i < length && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
            i++;
        }
        boolean unsureStart = dialect.has(Rule.AMBIGUOUS) && at(open) == '-' && !isEndOrSpace(open + 2);
        if (unsureStart && hasQuote(open, i)) {
            return -1;
        }
        if (at(i) == '\r' && at(i + 1) != '\n') {
            // Some servers go on to the line feed.
            return quoteFrom(i) < feedFrom(i) ? -1 : i;
        }
        return i;
    }

    private int block(int open) {
        boolean nested = dialect.has(Rule.NESTED_COMMENTS);
        int depth = 1;
        int first = -1;
        for (int i = open + 2; i < length; i++) {
            if (sql.charAt(i) == '*' && at(i + 1) == '/') {
                i++;
                if (first < 0) {
                    first = i + 1;
                }
                if (--depth == 0) {
                    boolean sure = first == i + 1 || !dialect.has(Rule.AMBIGUOUS);
                    return sure || !hasQuote(first, i) ? i + 1 : -1;
                }
            } else if (nested && sql.charAt(i) == '/' && at(i + 1) == '*') {
                i++;
                depth++;
            }
        }
        return length;
    }

    private boolean hasQuote(int from, int to) {
        return quoteFrom(from) < to;
    }

    private int quoteFrom(int from) {
        if (quote < from) {
            quote = from;
            while (quote < length && QUOTES.indexOf(sql.charAt(quote)) < 0) {
                quote++;
            }
        }
        return quote;
    }

    private int feedFrom(int from) {
        if (feed < from) {
            feed = from;
            while (feed < length && sql.charAt(feed) != '\n') {
                feed++;
            }
        }
        return feed;
    }

    private boolean isEscape(int position) {
        int from = position;
        while (at(from) == ' ') {
            from++;
        }
        int to = from;
        while (SqlScanner.isNameChar(at(to)) && to - from <= MAX_ESCAPE) {
            to++;
        }
        return at(from) == '?' || ESCAPES.contains(sql.substring(from, to).toLowerCase(Locale.ROOT));
    }

    private boolean isEndOrSpace(int position) {
        return position >= length || at(position) <= ' ';
    }

    private char at(int position) {
        return position < length ? sql.charAt(position) : 0;
    }
}
