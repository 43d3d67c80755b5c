package dev.ormtracing.jdbc.internal.sql;

/**
 * Where the databases read the same characters differently. What is unknown is read so that no literal can survive.
 *
 * @param backslashEscapes a backslash takes the meaning from the quote after it
 * @param doubleQuotedStrings double quotes hold strings, not names
 * @param hashComments a number sign starts a comment
 * @param dashCommentNeedsSpace two dashes start a comment only before white space
 * @param dollarQuotes {@code $tag$ … $tag$} is a string
 * @param nestedComments a block comment may hold block comments
 * @param bracketNames square brackets hold names
 * @param ambiguous which rules hold is not known
 */
public record SqlDialect(
        boolean backslashEscapes,
        boolean doubleQuotedStrings,
        boolean hashComments,
        boolean dashCommentNeedsSpace,
        boolean dollarQuotes,
        boolean nestedComments,
        boolean bracketNames,
        boolean ambiguous) {

    public static final SqlDialect STANDARD = new SqlDialect(false, false, false, false, false, false, false, false);
    public static final SqlDialect POSTGRESQL = new SqlDialect(false, false, false, false, true, true, false, false);
    public static final SqlDialect MYSQL = new SqlDialect(true, true, true, true, false, false, false, false);
    public static final SqlDialect SQL_SERVER = new SqlDialect(false, false, false, false, false, true, true, false);
    public static final SqlDialect SQLITE = new SqlDialect(false, true, false, false, false, false, true, false);
    public static final SqlDialect CLICKHOUSE = new SqlDialect(true, false, true, false, true, true, false, false);
    public static final SqlDialect UNKNOWN = new SqlDialect(false, true, false, false, true, true, false, true);

    /** Both quotes hold strings, and there are no comments. */
    static final SqlDialect HQL = new SqlDialect(false, true, false, false, false, false, false, true);
}
