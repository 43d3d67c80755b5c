package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;
import java.util.Set;

/** Writes the text again with {@code ?} for each literal and without its comments. */
final class SqlSanitizer {

    /** Words that make a string a value of another type. */
    private static final Set<String> TYPES =
            Set.of("DATE", "DATETIME", "INTERVAL", "TIME", "TIMESTAMP", "TIMESTAMPTZ", "UUID");

    private final SqlTokens tokens;
    private final StringBuilder out;

    private SqlSanitizer(SqlTokens tokens) {
        this.tokens = tokens;
        this.out = new StringBuilder(tokens.length());
    }

    static String sanitize(SqlTokens tokens) {
        return new SqlSanitizer(tokens).run();
    }

    private String run() {
        int position = 0;
        int i = 0;
        while (i < tokens.size()) {
            if (tokens.isAside(i)) {
                i++;
                continue;
            }
            tokens.appendGap(out, position, tokens.start(i));
            int last = append(i);
            position = tokens.end(last);
            i = last + 1;
        }
        tokens.appendGap(out, position, tokens.length());
        return out.toString();
    }

    /** Writes one token, or more, and gives the last of them. */
    private int append(int i) {
        Token kind = tokens.kind(i);
        if (kind == Token.LITERAL) {
            out.append('?');
        } else if (kind != Token.SPACE) {
            out.append(tokens.sql(), tokens.start(i), tokens.end(i));
        }
        int close = tokens.isSymbol(i, '(') && tokens.isWord(i - 1, "IN") ? listEnd(i) : -1;
        if (close < 0) {
            return i;
        }
        out.append("?)");
        return close;
    }

    /** {@code IN (1, 2, 3)} becomes {@code IN (?)}, or each length of the list would be a text of its own. */
    private int listEnd(int open) {
        int i = open;
        do {
            i = afterValue(i + 1);
        } while (i > 0 && tokens.isSymbol(i, ','));
        return i > 0 && tokens.isSymbol(i, ')') ? i : -1;
    }

    private int afterValue(int i) {
        int value = i;
        boolean cast = tokens.isWord(i, "CAST") && tokens.isSymbol(i + 1, '(');
        if (cast) {
            value = i + 2;
        } else if (TYPES.contains(tokens.keyword(i)) || tokens.kind(i) == Token.WORD && tokens.first(i) == '_') {
            value = i + 1;
        }
        boolean literal = tokens.kind(value) == Token.LITERAL
                || value == i && tokens.kind(value) == Token.PARAMETER && tokens.end(value) - tokens.start(value) == 1;
        if (!literal) {
            return -1;
        }
        int next = value + 1;
        while (tokens.kind(next) == Token.SPACE) {
            next++;
        }
        if (cast) {
            next = tokens.isWord(next, "AS") ? afterType(next + 1) : -1;
            return next > 0 && tokens.isSymbol(next, ')') ? next + 1 : -1;
        }
        while (tokens.isSymbol(next, ':') && tokens.isName(next + 1)) {
            next = afterType(next + 1);
        }
        return next;
    }

    /** {@code numeric(10, 2)[]}. */
    private int afterType(int i) {
        int next = i;
        while (tokens.isName(next)) {
            next = tokens.nameEnd(next) + 1;
        }
        int limit = next + 5;
        if (tokens.isSymbol(next, '(')) {
            while (next < limit && !tokens.isSymbol(next, ')')) {
                next++;
            }
            next++;
        }
        while (tokens.isSymbol(next, '[') && tokens.isSymbol(next + 1, ']')) {
            next += 2;
        }
        return next;
    }
}
