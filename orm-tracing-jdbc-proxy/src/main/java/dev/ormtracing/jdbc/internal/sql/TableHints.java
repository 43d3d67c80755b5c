package dev.ormtracing.jdbc.internal.sql;

import java.util.Set;

/** What may stand after a table before the next one. */
final class TableHints {

    /** Words after a table that are not its alias. */
    private static final Set<String> NO_ALIAS = Keywords.set("""
            ANTI ANY APPLY ARRAY ASOF BEGIN CLUSTER CONNECT CROSS DECLARE DEFAULT DELETE DISTRIBUTE DO ELSE
            END EXCEPT EXEC EXECUTE FETCH FINAL FOR FORCE FORMAT FROM FULL GROUP HAVING IF IGNORE INNER
            INSERT INTERSECT INTO JOIN KEY LATERAL LEFT LIMIT MERGE MINUS NATURAL OFFSET ON OPTION ORDER
            OUTER OUTPUT OVERRIDING PARTITION PREWHERE QUALIFY RETURNING RIGHT SELECT SEMI SET SETTINGS SORT
            START STRAIGHT_JOIN TABLESAMPLE TRUNCATE UNION UPDATE USE USING VALUE VALUES VERSIONS WHEN WHERE
            WINDOW WITH""");

    /** SQL Server's, as they were written before it had WITH for them. */
    private static final Set<String> LOCKS = Keywords.set("""
            FORCESEEK HOLDLOCK NOLOCK NOWAIT PAGLOCK READCOMMITTED READPAST READUNCOMMITTED REPEATABLEREAD
            ROWLOCK SERIALIZABLE TABLOCK TABLOCKX UPDLOCK XLOCK""");

    private TableHints() {}

    /** The alias that begins there, or the token before. */
    static int alias(SqlTokens tokens, int i) {
        int name = tokens.isWord(i, "AS") ? i + 1 : i;
        boolean flashback = name > i && tokens.isWord(name, "OF");
        return tokens.isName(name) && !flashback && !NO_ALIAS.contains(tokens.keyword(name)) ? name : i - 1;
    }

    /** The token after the hints that begin there. */
    static int end(SqlTokens tokens, int i) {
        int end = i;
        while (true) {
            if (areAt(tokens, end)) {
                end = tokens.afterParenthesis(end);
            } else if (tokens.isWord(end, "WITH") && tokens.isSymbol(end + 1, '(')) {
                end = tokens.afterParenthesis(end + 1);
            } else if (tokens.isOneOf(end, "USE", "IGNORE", "FORCE") && tokens.isOneOf(end + 1, "INDEX", "KEY")) {
                end = indexHint(tokens, end + 2);
            } else {
                return end;
            }
        }
    }

    /** MySQL's {@code USE INDEX FOR ORDER BY (i)}. */
    private static int indexHint(SqlTokens tokens, int i) {
        int end = i;
        if (tokens.isWord(end, "FOR")) {
            end += tokens.isWord(end + 1, "JOIN") ? 2 : 3;
        }
        return tokens.isSymbol(end, '(') ? tokens.afterParenthesis(end) : end;
    }

    static boolean areAt(SqlTokens tokens, int i) {
        return tokens.isSymbol(i, '(') && LOCKS.contains(tokens.keyword(i + 1));
    }
}
