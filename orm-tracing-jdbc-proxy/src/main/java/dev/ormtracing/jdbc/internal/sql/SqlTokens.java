package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Arrays;

/**
 * The tokens of a text without white space and comments, to look ahead and back in. Beyond its ends lies {@code END}. What
 * {@link SqlSecrets} hides is a {@code LITERAL}; tokens of {@code SPACE} belong to the literal before them.
 */
final class SqlTokens {

    private static final int MAX_HINT = 1_000;
    private static final Token[] KINDS = Token.values();
    private static final int KIND = 7;
    private static final int VERSIONED = 8;
    private static final int START = 4;

    private final String sql;
    private final int length;
    private final SqlDialect dialect;
    private int[] starts;
    private int[] ends;
    private int size;
    private int[] comments = {};
    private int commentsSize;
    private int nextComment;
    private boolean plain;

    SqlTokens(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        this.length = length;
        this.dialect = dialect;
        starts = new int[Math.max(16, length / 4)];
        ends = new int[starts.length];
        SqlScanner scanner = new SqlScanner(sql, length, dialect);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token == Token.COMMENT) {
                addComment(scanner);
            } else if (token != Token.SPACE) {
                add(token, scanner);
            }
        }
        if (plain) {
            joinVersionedComments();
        }
        // Of a text that was cut, the last quote may be closed behind the cut.
        if (scanner.unclosed() != 0 && length == sql.length()) {
            hideShifted(scanner.unclosed());
        }
    }

    String sql() {
        return sql;
    }

    int length() {
        return length;
    }

    boolean has(SqlDialect.Rule rule) {
        return dialect.has(rule);
    }

    int size() {
        return size;
    }

    Token kind(int i) {
        return i < 0 || i >= size ? Token.END : KINDS[starts[i] & KIND];
    }

    int start(int i) {
        return starts[i] >> START;
    }

    int end(int i) {
        return ends[i];
    }

    char first(int i) {
        return sql.charAt(start(i));
    }

    /** Whether the token is in a comment that the server runs, beside what is in none. */
    boolean isAside(int i) {
        return plain && (starts[i] & VERSIONED) != 0;
    }

    boolean isSymbol(int i, char c) {
        return kind(i) == Token.SYMBOL && first(i) == c;
    }

    boolean isName(int i) {
        return kind(i) == Token.WORD || kind(i) == Token.QUOTED_NAME;
    }

    boolean isWord(int i, String upper) {
        return kind(i) == Token.WORD
                && ends[i] - start(i) == upper.length()
                && sql.regionMatches(true, start(i), upper, 0, upper.length());
    }

    boolean isOneOf(int i, String... words) {
        for (String word : words) {
            if (isWord(i, word)) {
                return true;
            }
        }
        return false;
    }

    /** The word in upper case; empty when it is none, or none that means anything here. */
    String keyword(int i) {
        return kind(i) == Token.WORD ? Keywords.of(sql, start(i), ends[i]) : "";
    }

    String text(int i) {
        return sql.substring(start(i), ends[i]);
    }

    /** The name without its quotes. */
    String name(int i) {
        if (kind(i) != Token.QUOTED_NAME) {
            return text(i);
        }
        int start = start(i);
        int from = sql.startsWith("&\"", start + 1) ? start + 3 : start + 1;
        String close = sql.substring(ends[i] - 1, ends[i]);
        return sql.substring(from, Math.max(from, ends[i] - 1)).replace(close + close, close);
    }

    /** The last token of the name with dots that begins there. */
    int nameEnd(int i) {
        int last = i;
        int next = i + 1;
        while (isSymbol(next, '.')) {
            next++;
            if (isName(next)) {
                last = next;
                next++;
            }
        }
        return last;
    }

    /** The token after the parenthesis that closes the one there. */
    int afterParenthesis(int open) {
        int depth = 0;
        int limit = Math.min(size, open + MAX_HINT);
        for (int i = open; i < limit; i++) {
            if (isSymbol(i, '(')) {
                depth++;
            } else if (isSymbol(i, ')') && --depth == 0) {
                return i + 1;
            }
        }
        return limit;
    }

    boolean isAdjacent(int i) {
        return i > 0 && i < size && start(i) == ends[i - 1];
    }

    void hide(int i) {
        starts[i] = starts[i] & ~KIND | Token.LITERAL.ordinal();
    }

    void hideWithLast(int i) {
        starts[i] = starts[i] & ~KIND;
        starts[i] |= Token.SPACE.ordinal();
    }

    /** Hides this token and all that comes after it. */
    void hideFrom(int i) {
        if (i < size) {
            hide(i);
            ends[i] = length;
            size = i + 1;
        }
    }

    /** Appends white space between two tokens; of a comment there remains what keeps the tokens apart. */
    void appendGap(StringBuilder out, int from, int to) {
        int position = from;
        boolean comment = false;
        for (int c = commentAt(from); c < commentsSize && comments[c] < to; c += 2) {
            out.append(sql, position, comments[c]);
            position = comments[c + 1];
            comment = true;
        }
        out.append(sql, Math.min(position, to), to);
        if (comment && position >= to && to < length && !out.isEmpty() && out.charAt(out.length() - 1) > ' ') {
            out.append(' ');
        }
    }

    /** The first comment that begins there or later; gaps are asked for in their order. */
    private int commentAt(int position) {
        while (nextComment < commentsSize && comments[nextComment] < position) {
            nextComment += 2;
        }
        return nextComment;
    }

    private void add(Token token, SqlScanner at) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = at.start() << START | token.ordinal() | (at.isVersioned() ? VERSIONED : 0);
        ends[size] = at.end();
        size++;
        plain |= !at.isVersioned() && !(token == Token.SYMBOL && at.first(';'));
    }

    private void addComment(SqlScanner at) {
        if (commentsSize == comments.length) {
            comments = Arrays.copyOf(comments, Math.max(8, commentsSize * 2));
        }
        comments[commentsSize++] = at.start();
        comments[commentsSize++] = at.end();
    }

    /** Takes what the server runs beside the rest for one comment. */
    private void joinVersionedComments() {
        int out = 0;
        int open = -1;
        for (int i = 0; i < commentsSize; i += 2) {
            int start = comments[i];
            boolean close = sql.charAt(start) == '*';
            if (open >= 0) {
                comments[open + 1] = close ? comments[i + 1] : length;
                open = close ? -1 : open;
                continue;
            }
            comments[out] = start;
            comments[out + 1] = comments[i + 1];
            if (dialect.has(SqlDialect.Rule.VERSIONED_COMMENTS) && sql.startsWith("!", start + 2)
                    || sql.startsWith("M!", start + 2)) {
                open = out;
                comments[out + 1] = length;
            }
            out += 2;
        }
        commentsSize = out;
    }

    /** Where one quote is missing, what is between two strings may be one, and the strings may be none. */
    private void hideShifted(char quote) {
        for (int i = 0; i < size - 1; i++) {
            boolean quoted = kind(i) == Token.LITERAL || kind(i) == Token.QUOTED_NAME;
            if (quoted && ends[i] - start(i) > 1 && sql.charAt(ends[i] - 1) == quote && isShifted(i)) {
                hideFrom(i);
            }
        }
    }

    private boolean isShifted(int i) {
        if (ends[i] < length && SqlScanner.isNameChar(sql.charAt(ends[i]))) {
            return true;
        }
        int last = ends[i] - 2;
        while (last > start(i) && sql.charAt(last) == ' ') {
            last--;
        }
        return last > start(i) && "=(,<>+|".indexOf(sql.charAt(last)) >= 0;
    }
}
