package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;

/** Finds where strings and quoted names end. What may end in two places, or in none, ends with the text. */
final class SqlQuotes {

    private final String sql;
    private final int length;
    private final SqlDialect dialect;
    private char unclosed;

    SqlQuotes(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        this.length = length;
        this.dialect = dialect;
    }

    /** The quote that was never closed, or 0. */
    char unclosed() {
        return unclosed;
    }

    /** A string as it usually is. */
    int string(int open, char quote) {
        if (dialect.has(Rule.TRIPLE_QUOTES) && at(open + 1) == quote && at(open + 2) == quote) {
            return triple(open, quote);
        }
        int close = close(open, quote, dialect.has(Rule.BACKSLASH_ESCAPES));
        return dialect.has(Rule.AMBIGUOUS) && mayBeTriple(open, quote, close) ? length : close;
    }

    /** A string in which a backslash does not escape the quote. */
    int plain(int open, char quote) {
        return close(open, quote, false);
    }

    private int triple(int open, char quote) {
        for (int i = open + 3; i < length; i++) {
            char c = sql.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote && at(i + 1) == quote && at(i + 2) == quote) {
                return i + 3;
            }
        }
        unclosed = quote;
        return length;
    }

    /** {@code E'…'}. A quote in a later line goes on with the string before it, backslashes and all. */
    int escaped(int open) {
        int stop = close(open, '\'', true);
        int next = spaces(stop);
        while (at(next) == '\'' && sql.substring(stop, next).indexOf('\n') >= 0) {
            stop = close(next, '\'', true);
            next = spaces(stop);
        }
        return stop;
    }

    /** Oracle's {@code q'[it's]'}: ends with the matching bracket and a quote. */
    int alternative(int open) {
        char close = at(open + 1);
        int pair = "[{(<".indexOf(close);
        if (pair >= 0) {
            close = "]})>".charAt(pair);
        }
        int stop = length;
        for (int i = open + 2; i < length; i++) {
            if (sql.charAt(i) == close && at(i + 1) == '\'') {
                stop = i + 2;
                break;
            }
        }
        return dialect.has(Rule.AMBIGUOUS) && close(open, '\'', false) != stop ? length : stop;
    }

    /** What a word processor makes of a quote: wrong everywhere, and what it holds was meant to be a string. */
    static boolean isTypographic(char c) {
        return c >= '\u2018' && c <= '\u201f';
    }

    int typographic(int open) {
        int i = open + 1;
        while (i < length && !isTypographic(sql.charAt(i))) {
            i++;
        }
        return i + 1;
    }

    /** @return where {@code $tag$ … $tag$} ends; -1 if the tag is none */
    int dollar(int open, int tagEnd) {
        if (at(tagEnd) != '$') {
            return -1;
        }
        String tag = sql.substring(open, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        return close < 0 || close + tag.length() > length ? length : close + tag.length();
    }

    /** @return where the name ends; -1 if it is not closed, or looks as if it were closed by the quote of another name */
    int name(int open, char quote) {
        int apostrophes = 0;
        for (int i = open + 1; i < length; i++) {
            char c = sql.charAt(i);
            if (c == quote) {
                if (at(i + 1) != quote) {
                    return apostrophes < 2 ? i + 1 : -1;
                }
                i++;
            } else if (c == '\'') {
                apostrophes++;
            } else if (c == '[' && quote == ']') {
                return -1;
            } else if (c == '\\') {
                if (dialect.has(Rule.BACKSLASH_UNSURE) && at(i + 1) == quote) {
                    return -1;
                }
                i += dialect.has(Rule.NAME_ESCAPES) ? 1 : 0;
            }
        }
        unclosed = quote;
        return -1;
    }

    private int close(int open, char quote, boolean backslashEscapes) {
        for (int i = open + 1; i < length; i++) {
            char c = sql.charAt(i);
            if (c == quote) {
                if (at(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            } else if (c == '\\' && backslashEscapes) {
                i++;
            } else if (c == '\\' && dialect.has(Rule.BACKSLASH_UNSURE) && at(i + 1) == quote) {
                return length;
            }
        }
        unclosed = quote;
        return length;
    }

    /** BigQuery's {@code '''it's'''}, to others a string that begins and ends with a quote; {@code ''''} is just a quote. */
    private boolean mayBeTriple(int open, char quote, int close) {
        if (at(open + 1) != quote || at(open + 2) != quote) {
            return false;
        }
        int triple = sql.indexOf(sql.substring(open, open + 3), open + 3);
        return triple < 0 || triple + 3 > length ? close != open + 4 : triple + 3 != close;
    }

    private int spaces(int from) {
        int i = from;
        while (i < length && SqlScanner.isSpace(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    private char at(int position) {
        return position < length ? sql.charAt(position) : 0;
    }
}
