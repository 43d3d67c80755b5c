package dev.ormtracing.jdbc.internal.sql;

import dev.ormtracing.jdbc.internal.sql.SqlScanner.Token;

/**
 * Internal: what may be shown of a statement. Linear in the length of the text, of which only the beginning is read; never
 * throws, whatever the text.
 */
public final class SqlText {

    /** Characters that are read and shown of a text. */
    public static final int MAX_LENGTH = 32 * 1024;

    private SqlText() {}

    /**
     * The query with {@code ?} for each literal, for a language or database that is not known. Also fit for HQL: parameters
     * stay as they are.
     */
    public static String sanitize(String query) {
        return sanitize(query, SqlDialect.HQL);
    }

    public static String sanitize(String query, SqlDialect dialect) {
        int length = shownLength(query);
        SqlScanner scanner = new SqlScanner(query, length, dialect);
        SqlSanitizer sanitizer = new SqlSanitizer(query, length);
        for (Token token = scanner.next(); token != Token.END; token = scanner.next()) {
            sanitizer.accept(token, scanner);
        }
        return sanitizer.text();
    }

    /** The text as it is. */
    public static String shown(String sql) {
        return sql.substring(0, shownLength(sql));
    }

    /** Where the parameters of a prepared text go. */
    public static ParameterColumns columns(String sql, SqlDialect dialect) {
        return ParameterColumns.of(sql, shownLength(sql), dialect);
    }

    public static SqlSummary summary(String sql, SqlDialect dialect) {
        int length = shownLength(sql);
        SqlScanner scanner = new SqlScanner(sql, length, dialect);
        SqlSummary summary = new SqlSummary(sql);
        Token token;
        do {
            token = scanner.next();
            if (token != Token.SPACE && token != Token.COMMENT) {
                summary.accept(token, scanner);
            }
        } while (token != Token.END);
        return summary;
    }

    private static int shownLength(String sql) {
        if (sql.length() <= MAX_LENGTH) {
            return sql.length();
        }
        return Character.isHighSurrogate(sql.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
