package dev.ormtracing.jdbc.internal.sql;

import java.util.EnumSet;
import java.util.Set;

/** Where the databases read the same characters differently. What is unknown is read so that no literal can survive. */
public enum SqlDialect {
    STANDARD,
    POSTGRESQL(Rule.DOLLAR_QUOTES, Rule.NESTED_COMMENTS),
    MYSQL(Rule.BACKSLASH_ESCAPES, Rule.DOUBLE_QUOTED_STRINGS, Rule.HASH_COMMENTS, Rule.DASH_COMMENT_NEEDS_SPACE),
    SQL_SERVER(Rule.NESTED_COMMENTS, Rule.BRACKET_NAMES),
    SQLITE(Rule.DOUBLE_QUOTED_STRINGS, Rule.BRACKET_NAMES),
    CLICKHOUSE(Rule.BACKSLASH_ESCAPES, Rule.HASH_COMMENTS, Rule.DOLLAR_QUOTES, Rule.NESTED_COMMENTS),
    UNKNOWN(Rule.DOUBLE_QUOTED_STRINGS, Rule.DOLLAR_QUOTES, Rule.NESTED_COMMENTS, Rule.AMBIGUOUS),

    /** Both quotes hold strings, and there are no comments. */
    HQL(Rule.DOUBLE_QUOTED_STRINGS, Rule.AMBIGUOUS);

    /** One of the differences. */
    public enum Rule {
        /** A backslash takes the meaning from the quote after it. */
        BACKSLASH_ESCAPES,

        /** Double quotes hold strings, not names. */
        DOUBLE_QUOTED_STRINGS,

        /** A number sign starts a comment. */
        HASH_COMMENTS,

        /** Two dashes start a comment only before white space. */
        DASH_COMMENT_NEEDS_SPACE,

        /** {@code $tag$ … $tag$} is a string. */
        DOLLAR_QUOTES,

        /** A block comment may hold block comments. */
        NESTED_COMMENTS,

        /** Square brackets hold names. */
        BRACKET_NAMES,

        /** Which rules hold is not known. */
        AMBIGUOUS
    }

    private final Set<Rule> rules = EnumSet.noneOf(Rule.class);

    SqlDialect(Rule... rules) {
        for (Rule rule : rules) {
            this.rules.add(rule);
        }
    }

    public boolean has(Rule rule) {
        return rules.contains(rule);
    }
}
