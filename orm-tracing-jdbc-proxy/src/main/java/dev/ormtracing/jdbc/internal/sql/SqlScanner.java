package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts SQL into tokens, each character once. It never fails: what is not closed is a literal that reaches to the end of the
 * text.
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

    private static final Set<String> PREFIXES = Set.of("BR", "BX", "GX", "NQ", "RB", "UX");

    private final String sql;
    private final int length;
    private final SqlDialect dialect;
    private final SqlQuotes quotes;
    private final SqlComments comments;
    private final @Nullable AmbiguousRegions regions;
    private int start;
    private int end;

    /** In a comment that the server runs. */
    private boolean versioned;

    SqlScanner(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        this.length = length;
        this.dialect = dialect;
        this.quotes = new SqlQuotes(sql, length, dialect);
        this.comments = new SqlComments(sql, length, dialect);
        this.regions = dialect.has(Rule.AMBIGUOUS) ? new AmbiguousRegions(sql, length) : null;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    boolean first(char c) {
        return sql.charAt(start) == c;
    }

    boolean isVersioned() {
        return versioned;
    }

    /** The quote that was never closed, or 0. */
    char unclosed() {
        return quotes.unclosed();
    }

    Token next() {
        start = end;
        if (start >= length) {
            return Token.END;
        }
        Token token = read(sql.charAt(start));
        if (regions != null && regions.isLeftBy(token, start, end)) {
            end = length;
            return Token.LITERAL;
        }
        return token;
    }

    private Token read(char c) {
        if (isSpace(c)) {
            return until(Token.SPACE, spaces(start));
        }
        if (isDigit(c) || c == '.' && isDigit(at(start + 1)) && !isNamePart(start - 1)) {
            return number(start);
        }
        if ((c == '-' || c == '+') && startsNumber(start + 1) && !comments.startsAt(start)) {
            return until(Token.LITERAL, numberEnd(start + 1));
        }
        if (SqlQuotes.isTypographic(c)) {
            return until(Token.LITERAL, quotes.typographic(start));
        }
        if (isCurrency(c) && isAmount(start + 1)) {
            return until(Token.LITERAL, amountEnd(start + 1));
        }
        int date = c == '#' && regions != null ? regions.dateEnd(start) : -1;
        if (date > 0) {
            return until(Token.LITERAL, date);
        }
        return isWordStart(start) ? word() : special(c);
    }

    private Token special(char c) {
        switch (c) {
            case '\'':
                return until(Token.LITERAL, quotes.string(start, '\''));
            case '"':
                return dialect.has(Rule.DOUBLE_QUOTED_STRINGS)
                        ? until(Token.LITERAL, quotes.string(start, '"'))
                        : name(start, '"');
            case '`':
                return name(start, '`');
            case '[':
                return dialect.has(Rule.BRACKET_NAMES) ? name(start, ']') : until(Token.SYMBOL, start + 1);
            case '?':
                return until(Token.PARAMETER, digits(start + 1));
            case ':':
                return colon();
            case '$':
                return dollar();
            default:
                return comment();
        }
    }

    private Token comment() {
        if (versioned && sql.startsWith("*/", start)) {
            versioned = false;
            return until(Token.COMMENT, start + 2);
        }
        if (!comments.startsAt(start)) {
            return until(Token.SYMBOL, start + 1);
        }
        int run = dialect.has(Rule.VERSIONED_COMMENTS) && !versioned ? comments.versionedStart(start) : -1;
        if (run >= 0) {
            versioned = true;
            return until(Token.COMMENT, run);
        }
        int stop = comments.end(start);
        return stop < 0 ? until(Token.LITERAL, length) : until(Token.COMMENT, stop);
    }

    private Token until(Token token, int position) {
        end = Math.min(position, length);
        return token;
    }

    private Token name(int open, char quote) {
        int stop = quotes.name(open, quote);
        return until(stop < 0 ? Token.LITERAL : Token.QUOTED_NAME, stop < 0 ? length : stop);
    }

    /** A word, or a string whose prefix it is: {@code N'…'}, {@code E'…'}, {@code U&'…'}, {@code q'[…]'}. */
    private Token word() {
        int stop = dialect.has(Rule.DASH_NAMES) ? dashedEnd(wordEnd(start)) : wordEnd(start);
        if (at(stop) == '&' && stop - start == 1 && isLetter(start, 'U')) {
            if (at(stop + 1) == '\'') {
                return until(Token.LITERAL, quotes.plain(stop + 1, '\''));
            }
            if (at(stop + 1) == '"') {
                return name(stop + 1, '"');
            }
        }
        char quote = at(stop);
        boolean string = quote == '\'' || quote == '"' && dialect.has(Rule.DOUBLE_QUOTED_STRINGS);
        if (!string || !isPrefix(stop)) {
            return until(Token.WORD, stop);
        }
        if (quote == '\'' && isLetter(stop - 1, 'Q') && dialect.has(Rule.ALTERNATIVE_QUOTES)) {
            return until(Token.LITERAL, quotes.alternative(stop));
        }
        if (dialect.has(Rule.RAW_STRINGS) && isLetter(stop - 1, 'R')) {
            return until(Token.LITERAL, quotes.plain(stop, quote));
        }
        boolean escapes =
                quote == '\'' && stop - start == 1 && isLetter(start, 'E') && dialect.has(Rule.ESCAPE_STRINGS);
        return until(Token.LITERAL, escapes ? quotes.escaped(stop) : quotes.string(stop, quote));
    }

    private boolean isPrefix(int stop) {
        return switch (stop - start) {
            case 1 -> true;
            case 2 -> PREFIXES.contains(sql.substring(start, stop).toUpperCase(Locale.ROOT));
            default -> sql.charAt(start) == '_';
        };
    }

    private Token colon() {
        if (at(start + 1) == ':') {
            return until(Token.SYMBOL, start + 2);
        }
        if (dialect.has(Rule.NUMBERED_COLONS) && isDigit(at(start + 1))) {
            // Elsewhere it may be the end of an array slice.
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
        int stop = dialect.has(Rule.DOLLAR_QUOTES) ? quotes.dollar(start, wordEndWithoutDollar(start + 1)) : -1;
        return stop < 0 ? until(Token.SYMBOL, start + 1) : until(Token.LITERAL, stop);
    }

    private boolean startsNumber(int position) {
        return isDigit(at(position)) || at(position) == '.' && isDigit(at(position + 1));
    }

    private Token number(int from) {
        int name = wordEnd(from);
        return dialect.has(Rule.DIGIT_NAMES) && isDigitName(from, name)
                ? until(Token.WORD, name)
                : until(Token.LITERAL, numberEnd(from));
    }

    /** With everything that sticks to it: exponent, suffix, hexadecimal digits, separators. */
    private int numberEnd(int from) {
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

    /**
     * {@code 1_data} of MySQL, which is no {@code 1}, {@code 1e5}, {@code 0xCAFE} or {@code 0b11}. A number with one letter
     * more would be a name too, but is what other databases take for a number.
     */
    private boolean isDigitName(int from, int stop) {
        int i = digits(from);
        if (i == from || i == stop || i == stop - 1 && sql.charAt(i) != '_' && "LlDdFf".indexOf(sql.charAt(i)) >= 0) {
            return false;
        }
        char letter = (char) (at(i) | 0x20);
        if (i == from + 1 && at(from) == '0' && (letter == 'x' || letter == 'b')) {
            return false;
        }
        return letter != 'e' || !isDigit(at(i + 1)) && at(i + 1) != '-' && at(i + 1) != '+';
    }

    private boolean isAmount(int position) {
        int i = spaces(position);
        return startsNumber(at(i) == '-' || at(i) == '+' ? i + 1 : i);
    }

    private int amountEnd(int position) {
        int i = spaces(position);
        return numberEnd(at(i) == '-' || at(i) == '+' ? i + 1 : i);
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

    /** {@code my-project-7} in {@code my-project-7.sales.orders}: without a dot behind it, it is a difference. */
    private int dashedEnd(int stop) {
        int i = stop;
        while (at(i) == '-' && isNameChar(at(i + 1))) {
            i = wordEnd(i + 1);
        }
        boolean exponent = (at(i + 1) | 0x20) == 'e' && isDigit(at(i - 1));
        return i > stop && at(i) == '.' && isNameChar(at(i + 1)) && !isDigit(at(i + 1)) && !exponent ? i : stop;
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
            return isSign(position) && (dialect.has(Rule.SIGN_NAMES) || !isDigit(at(position + 1)));
        }
        return isNameChar(c) && !isDigit(c) && c != '$';
    }

    private boolean isNamePart(int position) {
        char c = position < 0 ? 0 : at(position);
        return isNameChar(c) || (c == '@' || c == '#') && isSign(position);
    }

    /** Whether the sign there is part of a name. A digit after it may be an operand of PostgreSQL. */
    private boolean isSign(int position) {
        if (dialect.has(Rule.SIGN_NAMES)) {
            return at(position) == '#' ? !dialect.has(Rule.HASH_COMMENTS) : true;
        }
        if (!dialect.has(Rule.VARIABLES) || at(position) == '#' && dialect.has(Rule.HASH_COMMENTS)) {
            return false;
        }
        char next = at(position + 1);
        if (next == at(position)) {
            next = at(position + 2);
        }
        return isNameChar(next) && !isDigit(next);
    }

    private boolean isLetter(int position, char upper) {
        return (at(position) & ~0x20) == upper;
    }

    private char at(int position) {
        return position < length ? sql.charAt(position) : 0;
    }

    private boolean isCurrency(char c) {
        return c == '$' && dialect.has(Rule.MONEY) || c >= 0x80 && Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    static boolean isNameChar(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || isDigit(c)
                || c == '_'
                || c == '$'
                || c >= 0x80 && !isSpace(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** What cannot be seen is a space too: it is pasted from somewhere, and no part of a word. */
    static boolean isSpace(char c) {
        return c <= ' '
                || c >= 0x80 && (Character.isWhitespace(c) || c == 0xA0 || c == 0x200B || c == 0x2060 || c == 0xFEFF);
    }
}
