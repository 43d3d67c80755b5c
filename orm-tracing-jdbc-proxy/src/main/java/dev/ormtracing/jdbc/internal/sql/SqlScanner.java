package dev.ormtracing.jdbc.internal.sql;

/**
 * Cuts SQL into tokens, each character once. It never fails: what is not closed reaches to the end of the text.
 *
 * <p>Not thread-safe; one text, one scanner.
 */
final class SqlScanner {

    enum Token {
        END,
        SPACE,
        COMMENT,
        WORD,
        QUOTED_NAME,
        LITERAL,
        PARAMETER,
        SYMBOL
    }

    private final String sql;
    private final int length;
    private final SqlDialect dialect;
    private int start;
    private int end;

    SqlScanner(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        this.length = length;
        this.dialect = dialect;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The first character of the token. */
    char first() {
        return sql.charAt(start);
    }

    Token next() {
        start = end;
        if (start >= length) {
            return Token.END;
        }
        char c = sql.charAt(start);
        if (isSpace(c)) {
            return until(Token.SPACE, spaces(start));
        }
        if (isDigit(c) || c == '.' && isDigit(at(start + 1)) && !isNamePart(start - 1)) {
            return until(Token.LITERAL, number(start));
        }
        if ((c == '-' || c == '+') && startsNumber(start + 1) && !isCommentStart(start)) {
            return until(Token.LITERAL, number(start + 1));
        }
        if (isWordStart(start)) {
            return word();
        }
        return special(c);
    }

    private Token special(char c) {
        switch (c) {
            case '\'':
                return until(Token.LITERAL, string(start, '\'', dialect.has(SqlDialect.Rule.BACKSLASH_ESCAPES)));
            case '"':
                return dialect.has(SqlDialect.Rule.DOUBLE_QUOTED_STRINGS)
                        ? until(Token.LITERAL, string(start, '"', dialect.has(SqlDialect.Rule.BACKSLASH_ESCAPES)))
                        : until(Token.QUOTED_NAME, string(start, '"', false));
            case '`':
                return until(Token.QUOTED_NAME, string(start, '`', false));
            case '[':
                return dialect.has(SqlDialect.Rule.BRACKET_NAMES)
                        ? until(Token.QUOTED_NAME, string(start, ']', false))
                        : until(Token.SYMBOL, start + 1);
            case '?':
                return until(Token.PARAMETER, digits(start + 1));
            case ':':
                return colon();
            case '$':
                return dollar();
            default:
                return isCommentStart(start) ? until(Token.COMMENT, comment(start)) : until(Token.SYMBOL, start + 1);
        }
    }

    private Token until(Token token, int position) {
        end = Math.min(position, length);
        return token;
    }

    /** A word, or a string whose prefix it is: {@code N'…'}, {@code E'…'}, {@code U&'…'}, {@code q'[…]'}. */
    private Token word() {
        int stop = wordEnd(start);
        if (at(stop) == '&' && stop - start == 1 && isLetter(start, 'U')) {
            if (at(stop + 1) == '\'') {
                return until(Token.LITERAL, string(stop + 1, '\'', false));
            }
            if (at(stop + 1) == '"') {
                return until(Token.QUOTED_NAME, string(stop + 1, '"', false));
            }
        }
        if (at(stop) != '\'' || stop - start > 2 && sql.charAt(start) != '_') {
            return until(Token.WORD, stop);
        }
        if (isLetter(stop - 1, 'Q')) {
            return until(Token.LITERAL, alternativeQuote(stop));
        }
        boolean escapes = stop - start == 1 && isLetter(start, 'E');
        int close = string(stop, '\'', escapes || dialect.has(SqlDialect.Rule.BACKSLASH_ESCAPES));
        return until(Token.LITERAL, escapes ? continued(close) : close);
    }

    private Token colon() {
        if (at(start + 1) == ':') {
            return until(Token.SYMBOL, start + 2);
        }
        if (dialect == SqlDialect.STANDARD && isDigit(at(start + 1))) {
            // Oracle's parameters; elsewhere it may be the end of an array slice.
            return until(Token.PARAMETER, digits(start + 1));
        }
        return start + 1 < length && isWordStart(start + 1)
                ? until(Token.PARAMETER, wordEnd(start + 1))
                : until(Token.SYMBOL, start + 1);
    }

    private Token dollar() {
        if (isDigit(at(start + 1))) {
            return until(Token.PARAMETER, digits(start + 1));
        }
        int tagEnd = wordEndWithoutDollar(start + 1);
        if (!dialect.has(SqlDialect.Rule.DOLLAR_QUOTES) || at(tagEnd) != '$') {
            return until(Token.SYMBOL, start + 1);
        }
        String tag = sql.substring(start, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        return until(Token.LITERAL, close < 0 ? length : close + tag.length());
    }

    private int string(int open, char quote, boolean backslashEscapes) {
        for (int i = open + 1; i < length; i++) {
            char c = sql.charAt(i);
            if (c == quote) {
                if (at(i + 1) != quote) {
                    return i + 1;
                }
                i++;
            } else if (c == '\\' && backslashEscapes) {
                i++;
            } else if (c == '\\' && dialect.has(SqlDialect.Rule.AMBIGUOUS) && at(i + 1) == quote) {
                return length;
            }
        }
        return length;
    }

    /** A quote in a later line goes on with the string before it, backslashes and all: SQL says so of any string. */
    private int continued(int close) {
        int stop = close;
        int next = spaces(stop);
        while (at(next) == '\'' && sql.substring(stop, next).indexOf('\n') >= 0) {
            stop = string(next, '\'', true);
            next = spaces(stop);
        }
        return stop;
    }

    /** Oracle's {@code q'[it's]'}: ends with the matching bracket and a quote. */
    private int alternativeQuote(int open) {
        char close = at(open + 1);
        int pair = "[{(<".indexOf(close);
        if (pair >= 0) {
            close = "]})>".charAt(pair);
        }
        for (int i = open + 2; i < length; i++) {
            if (sql.charAt(i) == close && at(i + 1) == '\'') {
                return i + 2;
            }
        }
        return length;
    }

    private boolean startsNumber(int position) {
        return isDigit(at(position)) || at(position) == '.' && isDigit(at(position + 1));
    }

    /** With everything that sticks to it: exponent, suffix, hexadecimal digits, separators. */
    private int number(int from) {
        boolean hex = at(from) == '0' && (at(from + 1) | 0x20) == 'x';
        int i = from;
        while (i < length) {
            char c = sql.charAt(i);
            boolean sign = (c == '-' || c == '+') && !hex && i > from && (sql.charAt(i - 1) | 0x20) == 'e';
            if (!isNameChar(c) && c != '.' && !(sign && isDigit(at(i + 1)))) {
                return i;
            }
            i++;
        }
        return i;
    }

    private boolean isCommentStart(int position) {
        char c = at(position);
        char next = at(position + 1);
        if (c == '-' && next == '-') {
            return !dialect.has(SqlDialect.Rule.DASH_COMMENT_NEEDS_SPACE)
                    || position + 2 >= length
                    || at(position + 2) <= ' ';
        }
        return c == '/' && next == '*' || c == '#' && dialect.has(SqlDialect.Rule.HASH_COMMENTS);
    }

    private int comment(int open) {
        if (sql.charAt(open) != '/') {
            int i = open;
            while (i < length && sql.charAt(i) != '\n' && sql.charAt(i) != '\r') {
                i++;
            }
            return i;
        }
        int depth = 1;
        for (int i = open + 2; i < length; i++) {
            if (sql.charAt(i) == '*' && at(i + 1) == '/') {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            } else if (dialect.has(SqlDialect.Rule.NESTED_COMMENTS) && sql.charAt(i) == '/' && at(i + 1) == '*') {
                i++;
                depth++;
            }
        }
        return length;
    }

    private int spaces(int from) {
        int i = from;
        while (i < length && isSpace(sql.charAt(i))) {
            i++;
        }
        return i;
    }

    private int digits(int from) {
        int i = from;
        while (isDigit(at(i))) {
            i++;
        }
        return i;
    }

    private int wordEnd(int from) {
        int i = from + 1;
        while (isNamePart(i)) {
            i++;
        }
        return i;
    }

    private int wordEndWithoutDollar(int from) {
        int i = from;
        while (isNamePart(i) && sql.charAt(i) != '$') {
            i++;
        }
        return i;
    }

    private boolean isWordStart(int position) {
        char c = at(position);
        if (c == '@' || c == '#') {
            return !(c == '#' && dialect.has(SqlDialect.Rule.HASH_COMMENTS)) && isNamePart(position + 1);
        }
        return isNameChar(c) && !isDigit(c) && c != '$';
    }

    private boolean isNamePart(int position) {
        char c = position < 0 ? 0 : at(position);
        return isNameChar(c) || (c == '@' || c == '#') && !dialect.has(SqlDialect.Rule.HASH_COMMENTS);
    }

    private boolean isLetter(int position, char upper) {
        return (at(position) & ~0x20) == upper;
    }

    private char at(int position) {
        return position < length ? sql.charAt(position) : 0;
    }

    private static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || isDigit(c)
                || c == '_'
                || c == '$'
                || c >= 0x80 && !isSpace(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c >= 0x80 && (Character.isWhitespace(c) || c == 0xA0);
    }
}
