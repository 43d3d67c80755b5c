package dev.ormtracing.jdbc.internal.sql;

/** Where the databases read the same characters differently. What is unknown is read so that no literal can survive. */
public enum SqlDialect {
    /** As the standard has it, and no more: Trino and Presto, Caché and IRIS. */
    STANDARD,

    /** YugabyteDB and Greenplum too. */
    POSTGRESQL(
            Rule.DOLLAR_QUOTES,
            Rule.ESCAPE_STRINGS,
            Rule.NESTED_COMMENTS,
            Rule.EXECUTE_RUNS_PREPARED,
            Rule.INLINE_DATA,
            Rule.RECURSION_IS_SAID),
    REDSHIFT(
            Rule.DOLLAR_QUOTES,
            Rule.ESCAPE_STRINGS,
            Rule.BACKSLASH_UNSURE,
            Rule.NESTED_COMMENTS,
            Rule.EXECUTE_RUNS_PREPARED,
            Rule.RECURSION_IS_SAID),
    VERTICA(Rule.DOLLAR_QUOTES, Rule.ESCAPE_STRINGS, Rule.BACKSLASH_UNSURE, Rule.NESTED_COMMENTS),
    DUCKDB(
            Rule.DOLLAR_QUOTES,
            Rule.ESCAPE_STRINGS,
            Rule.NESTED_COMMENTS,
            Rule.EXECUTE_RUNS_PREPARED,
            Rule.RECURSION_IS_SAID),
    H2(Rule.DOLLAR_QUOTES, Rule.NESTED_COMMENTS, Rule.SLASH_COMMENTS, Rule.VARIABLES),
    HSQLDB(Rule.SLASH_COMMENTS),
    DERBY(Rule.NESTED_COMMENTS),

    /** TiDB and SingleStore too. */
    MYSQL(
            Rule.BACKSLASH_ESCAPES,
            Rule.DOUBLE_QUOTED_STRINGS,
            Rule.HASH_COMMENTS,
            Rule.DASH_COMMENT_NEEDS_SPACE,
            Rule.VERSIONED_COMMENTS,
            Rule.VARIABLES,
            Rule.DIGIT_NAMES,
            Rule.EXECUTE_RUNS_PREPARED,
            Rule.RECURSION_IS_SAID),
    SQL_SERVER(
            Rule.NESTED_COMMENTS,
            Rule.BRACKET_NAMES,
            Rule.SIGN_NAMES,
            Rule.MONEY,
            Rule.BARE_STRINGS,
            Rule.NO_SEPARATOR),

    /** Adaptive Server and SQL Anywhere, which one driver is for. */
    SYBASE(
            Rule.DOUBLE_QUOTED_STRINGS,
            Rule.NESTED_COMMENTS,
            Rule.SLASH_COMMENTS,
            Rule.BRACKET_NAMES,
            Rule.SIGN_NAMES,
            Rule.MONEY,
            Rule.BARE_STRINGS,
            Rule.NO_SEPARATOR),
    ORACLE(Rule.ALTERNATIVE_QUOTES, Rule.SIGN_NAMES, Rule.NUMBERED_COLONS),
    DB2(Rule.NESTED_COMMENTS, Rule.SIGN_NAMES),

    /** SAP HANA, Teradata and Ingres. */
    HANA(Rule.SIGN_NAMES),
    FIREBIRD(Rule.ALTERNATIVE_QUOTES),
    INFORMIX(Rule.DOUBLE_QUOTED_STRINGS, Rule.NESTED_COMMENTS, Rule.BRACE_COMMENTS),
    SQLITE(Rule.DOUBLE_QUOTED_STRINGS, Rule.BRACKET_NAMES, Rule.VARIABLES),
    CUBRID(Rule.BACKSLASH_UNSURE, Rule.DOUBLE_QUOTED_STRINGS, Rule.SLASH_COMMENTS, Rule.BRACKET_NAMES, Rule.VARIABLES),
    SNOWFLAKE(Rule.BACKSLASH_ESCAPES, Rule.DOLLAR_QUOTES, Rule.SLASH_COMMENTS, Rule.VARIABLES),
    BIGQUERY(
            Rule.BACKSLASH_ESCAPES,
            Rule.NAME_ESCAPES,
            Rule.DOUBLE_QUOTED_STRINGS,
            Rule.TRIPLE_QUOTES,
            Rule.HASH_COMMENTS,
            Rule.DASH_NAMES,
            Rule.VARIABLES),

    /** Databricks and Spark. */
    SPARK(
            Rule.BACKSLASH_ESCAPES,
            Rule.RAW_STRINGS,
            Rule.DOUBLE_QUOTED_STRINGS,
            Rule.DOLLAR_QUOTES,
            Rule.NESTED_COMMENTS),

    /** Impala too. */
    HIVE(Rule.BACKSLASH_ESCAPES, Rule.DOUBLE_QUOTED_STRINGS),
    CLICKHOUSE(
            Rule.BACKSLASH_ESCAPES,
            Rule.NAME_ESCAPES,
            Rule.HASH_COMMENTS,
            Rule.DOLLAR_QUOTES,
            Rule.NESTED_COMMENTS,
            Rule.INLINE_DATA),
    UNKNOWN(
            Rule.DOUBLE_QUOTED_STRINGS,
            Rule.DOLLAR_QUOTES,
            Rule.ESCAPE_STRINGS,
            Rule.ALTERNATIVE_QUOTES,
            Rule.NESTED_COMMENTS,
            Rule.BACKSLASH_UNSURE,
            Rule.MONEY,
            Rule.VARIABLES,
            Rule.INLINE_DATA,
            Rule.BARE_STRINGS,
            Rule.AMBIGUOUS),

    /** Both quotes hold strings, and there are no comments. */
    HQL(Rule.DOUBLE_QUOTED_STRINGS, Rule.BACKSLASH_UNSURE, Rule.VARIABLES);

    /** One of the differences. */
    public enum Rule {
        /** A backslash takes the meaning from the quote after it. */
        BACKSLASH_ESCAPES,

        /** A backslash may take the meaning from the quote after it. */
        BACKSLASH_UNSURE,

        /** A backslash takes the meaning from a quote in names too. */
        NAME_ESCAPES,

        /** A backslash takes the meaning from a quote in {@code E'…'}. */
        ESCAPE_STRINGS,

        /** A backslash is a character like others in {@code R'…'}. */
        RAW_STRINGS,

        /** Three quotes hold a string with quotes in it. */
        TRIPLE_QUOTES,

        /** Double quotes hold strings, not names. */
        DOUBLE_QUOTED_STRINGS,

        /** {@code $tag$ … $tag$} is a string. */
        DOLLAR_QUOTES,

        /** {@code q'[ … ]'} is a string. */
        ALTERNATIVE_QUOTES,

        /** {@code $5} is an amount, and so is a number after another sign of a currency. */
        MONEY,

        /** A word may be a string where a procedure gets its arguments. */
        BARE_STRINGS,

        /** Rows may follow the statement in a format of their own. */
        INLINE_DATA,

        /** A number sign starts a comment. */
        HASH_COMMENTS,

        /** Two slashes start a comment. */
        SLASH_COMMENTS,

        /** Braces hold comments, but for JDBC's escapes. */
        BRACE_COMMENTS,

        /** Two dashes start a comment only before white space. */
        DASH_COMMENT_NEEDS_SPACE,

        /** A block comment may hold block comments. */
        NESTED_COMMENTS,

        /** What is in {@code /*! … *}{@code /} is run. */
        VERSIONED_COMMENTS,

        /** Square brackets hold names. */
        BRACKET_NAMES,

        /** Dashes may be in the name before a dot. */
        DASH_NAMES,

        /** A name may begin with digits. */
        DIGIT_NAMES,

        /** Number sign and at sign may be anywhere in a name. */
        SIGN_NAMES,

        /** Number sign and at sign may stand before a letter. */
        VARIABLES,

        /** {@code :1} is a parameter. */
        NUMBERED_COLONS,

        /** EXECUTE names a prepared statement, not a procedure. */
        EXECUTE_RUNS_PREPARED,

        /** A common table expression reads itself only after RECURSIVE. */
        RECURSION_IS_SAID,

        /** A statement may begin without a semicolon before it. */
        NO_SEPARATOR,

        /** Which rules hold is not known. */
        AMBIGUOUS
    }

    private final long rules;

    SqlDialect(Rule... rules) {
        long bits = 0;
        for (Rule rule : rules) {
            bits |= 1L << rule.ordinal();
        }
        this.rules = bits;
    }

    public boolean has(Rule rule) {
        return (rules & 1L << rule.ordinal()) != 0;
    }
}
