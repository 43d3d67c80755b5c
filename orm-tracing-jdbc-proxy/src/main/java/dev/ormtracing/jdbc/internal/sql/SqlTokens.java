package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Arrays;
import java.util.Locale;

/** The tokens of a text without white space and comments, to look ahead and back in. Beyond its ends lies {@code END}. */
final class SqlTokens {

    private static final int MAX_KEYWORD = 16;

    private final String sql;
    private Token[] kinds = new Token[64];
    private int[] starts = new int[64];
    private int[] ends = new int[64];
    private int size;

    SqlTokens(String sql, int length, SqlDialect dialect) {
        this.sql = sql;
        SqlScanner scanner = new SqlScanner(sql, length, dialect);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            if (token != Token.SPACE && token != Token.COMMENT) {
                add(token, scanner);
            }
        }
    }

    int size() {
        return size;
    }

    Token kind(int i) {
        return i < 0 || i >= size ? Token.END : kinds[i];
    }

    int start(int i) {
        return starts[i];
    }

    int end(int i) {
        return ends[i];
    }

    char first(int i) {
        return sql.charAt(starts[i]);
    }

    boolean isSymbol(int i, char c) {
        return kind(i) == Token.SYMBOL && first(i) == c;
    }

    boolean isName(int i) {
        return kind(i) == Token.WORD || kind(i) == Token.QUOTED_NAME;
    }

    boolean isWord(int i, String upper) {
        return kind(i) == Token.WORD
                && ends[i] - starts[i] == upper.length()
                && sql.regionMatches(true, starts[i], upper, 0, upper.length());
    }

    /** The word in upper case; empty when it is none, or too long for a key word. */
    String keyword(int i) {
        return kind(i) != Token.WORD || ends[i] - starts[i] > MAX_KEYWORD
                ? ""
                : sql.substring(starts[i], ends[i]).toUpperCase(Locale.ROOT);
    }

    /** The name without its quotes. */
    String name(int i) {
        if (kinds[i] != Token.QUOTED_NAME) {
            return sql.substring(starts[i], ends[i]);
        }
        int from = sql.startsWith("&\"", starts[i] + 1) ? starts[i] + 3 : starts[i] + 1;
        String close = sql.substring(ends[i] - 1, ends[i]);
        return sql.substring(from, Math.max(from, ends[i] - 1)).replace(close + close, close);
    }

    private void add(Token token, SqlScanner at) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        kinds[size] = token;
        starts[size] = at.start();
        ends[size] = at.end();
        size++;
    }
}
