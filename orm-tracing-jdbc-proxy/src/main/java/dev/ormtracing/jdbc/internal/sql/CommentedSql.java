package dev.ormtracing.jdbc.internal.sql;

/** Where in a statement a comment may stand so that the statement stays what it is. */
public final class CommentedSql {

    /** How far a comment of others is read: they write pairs, and the key of the first one decides. */
    private static final int MAX_KEY = 256;

    private CommentedSql() {}

    /**
     * Whether the statement is one that gets a comment. One that has such a comment is left alone, as the specification
     * says, and so is what drivers and databases read more closely than by its tokens: a JDBC escape at one of its ends, of
     * which drivers know where it begins and stops, and definitions, whose text is kept. So is one whose last semicolon may
     * be part of a line comment: behind a real one, PostgreSQL's driver takes a comment for another statement.
     */
    public static boolean mayHaveComment(String sql) {
        int start = 0;
        int end = bodyEnd(sql);
        while (start < end && sql.charAt(start) <= ' ') {
            start++;
        }
        return start < end
                && sql.charAt(start) != '{'
                && sql.charAt(end - 1) != '}'
                && !isWord(sql, start, "create")
                && !isWord(sql, start, "alter")
                && !(endsInSemicolon(sql, end) && mayEndInLineComment(sql, end))
                && !isCommented(sql, start, end);
    }

    /** Puts the comment behind the last token, or into a line of its own where that may be a line comment. */
    public static String append(String sql, String comment) {
        int end = bodyEnd(sql);
        return new StringBuilder(sql.length() + comment.length() + 1)
                .append(sql, 0, end)
                .append(mayEndInLineComment(sql, end) ? '\n' : ' ')
                .append(comment)
                .append(sql, end, sql.length())
                .toString();
    }

    /** Where the text ends but for spaces and semicolons. */
    private static int bodyEnd(String sql) {
        int end = sql.length();
        while (end > 0 && (sql.charAt(end - 1) <= ' ' || sql.charAt(end - 1) == ';')) {
            end--;
        }
        return end;
    }

    private static boolean endsInSemicolon(String sql, int end) {
        return sql.indexOf(';', end) >= 0;
    }

    /** Also true of an operator or a literal that looks like one: a line break does no harm there. */
    private static boolean mayEndInLineComment(String sql, int end) {
        for (int i = end - 1; i >= 0; i--) {
            char c = sql.charAt(i);
            if (c == '\n' || c == '\r') {
                return false;
            }
            if (c == '#' || i > 0 && (c == '-' || c == '/') && sql.charAt(i - 1) == c) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWord(String sql, int start, String word) {
        int end = start + word.length();
        return sql.regionMatches(true, start, word, 0, word.length())
                && end < sql.length()
                && !Character.isJavaIdentifierPart(sql.charAt(end));
    }

    private static boolean isCommented(String sql, int start, int end) {
        if (sql.startsWith("'*/", end - 3) && hasPair(sql, sql.lastIndexOf("/*", end - 3))) {
            return true;
        }
        return sql.startsWith("/*", start) && hasPair(sql, start);
    }

    /** Whether the comment begins as sqlcommenter's do: {@code key='}. */
    private static boolean hasPair(String sql, int open) {
        int from = open + 2;
        int i = from;
        int limit = Math.min(sql.length() - 1, from + MAX_KEY);
        while (open >= 0 && i < limit && isKeyPart(sql.charAt(i))) {
            i++;
        }
        return open >= 0 && i > from && i < limit && sql.charAt(i) == '=' && sql.charAt(i + 1) == '\'';
    }

    private static boolean isKeyPart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "%_-.~+".indexOf(c) >= 0;
    }
}
