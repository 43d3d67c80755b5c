package dev.ormtracing.jdbc.internal.sql;

/**
 * Internal: what may be shown of a statement. Linear in the length of the text, of which only the beginning is read; never
 * throws, whatever the text.
 */
public final class SqlText {

    /** Characters that are read and shown of a text. */
    public static final int MAX_LENGTH = 32 * 1024;

    private final SqlTokens tokens;
    private final boolean secrets;

    private SqlText(SqlTokens tokens, boolean secrets) {
        this.tokens = tokens;
        this.secrets = secrets;
    }

    public static SqlText of(String sql, SqlDialect dialect) {
        SqlTokens tokens = new SqlTokens(sql, shownLength(sql), dialect);
        // HQL has no statement that takes a password, and entities may have columns of that name.
        boolean secrets = dialect != SqlDialect.HQL && SqlSecrets.hide(tokens);
        return new SqlText(tokens, secrets);
    }

    /**
     * The query with {@code ?} for each literal, for a language or database that is not known. Also fit for HQL: parameters
     * stay as they are.
     */
    public static String sanitize(String query) {
        return sanitize(query, SqlDialect.HQL);
    }

    public static String sanitize(String query, SqlDialect dialect) {
        return of(query, dialect).withoutLiterals();
    }

    /** Where the parameters of a prepared text go. */
    public static ParameterColumns columns(String sql, SqlDialect dialect) {
        return ParameterColumns.of(sql, shownLength(sql), dialect);
    }

    public String withoutLiterals() {
        return SqlSanitizer.sanitize(tokens);
    }

    /** The text as it is, since its values are parameters; but a password can be none. */
    public String prepared() {
        return secrets ? withoutLiterals() : tokens.sql().substring(0, tokens.length());
    }

    /** {@link #shape(String, SqlDialect)} of HQL. */
    public static String shape(String shown) {
        return shape(shown, SqlDialect.HQL);
    }

    /** The same text whatever the length of its lists. */
    public static String shape(String shown, SqlDialect dialect) {
        return SqlShape.of(new SqlTokens(shown, shownLength(shown), dialect));
    }

    public SqlSummary summary() {
        return new SqlSummary(tokens);
    }

    public MainTable mainTable() {
        return new MainTable(tokens);
    }

    private static int shownLength(String sql) {
        if (sql.length() <= MAX_LENGTH) {
            return sql.length();
        }
        return Character.isHighSurrogate(sql.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    }
}
