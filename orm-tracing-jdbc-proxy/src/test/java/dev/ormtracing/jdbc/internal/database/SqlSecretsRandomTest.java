package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlDialect.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Statements as a database reads them, with secrets in every form of a literal that it knows and with apostrophes wherever
 * it takes them for something else. Each is also cut at each of its characters, and read as if the database were unknown.
 */
class SqlSecretsRandomTest {

    /** Two characters of a secret are a leak, wherever it was cut. */
    private static final String SECRET = "qzqzqzqz";

    private static final String LEAK = "qz";
    private static final String NUMBER = "98989898";
    private static final String LEAKING_NUMBER = "98";

    private static final int STATEMENTS = 100;

    @ParameterizedTest
    @EnumSource(value = SqlDialect.class, mode = EnumSource.Mode.EXCLUDE, names = "HQL")
    void secret_isNeverShown(SqlDialect dialect) {
        List<String> literals = literals(dialect);
        List<String> gaps = gaps(dialect);
        List<String> names = names(dialect);
        Random random = new Random(dialect.ordinal());
        for (int i = 0; i < STATEMENTS; i++) {
            String sql = statement(random, dialect, literals, gaps, names);
            for (int end = 1; end <= sql.length(); end++) {
                check(sql.substring(0, end), dialect);
                check(sql.substring(0, end), SqlDialect.UNKNOWN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = SqlDialect.class, mode = EnumSource.Mode.EXCLUDE, names = "HQL")
    void closedStatement_showsItsNamesToo(SqlDialect dialect) {
        List<String> literals = literals(dialect);
        Random random = new Random(dialect.ordinal());
        for (int i = 0; i < STATEMENTS; i++) {
            String sql = "SELECT a FROM first_table JOIN other_table ON b = " + pick(random, literals) + " WHERE c = "
                    + pick(random, literals) + " AND shown_column = 1";
            SqlDescription description = SqlDescription.unprepared(sql, dialect);
            assertThat(description.summary).as(sql).isEqualTo("SELECT first_table other_table");
            if (dialect != SqlDialect.UNKNOWN) {
                assertThat(description.text).as(sql).endsWith("AND shown_column = ?");
            }
        }
    }

    private static void check(String sql, SqlDialect dialect) {
        SqlDescription description = SqlDescription.unprepared(sql, dialect);
        String shown = description.text + '\n' + description.summary + '\n' + description.procedure;
        if (shown.contains(LEAK) || shown.contains(LEAKING_NUMBER)) {
            throw new AssertionError(dialect + "\n" + sql + "\n" + shown);
        }
    }

    private static String statement(
            Random random, SqlDialect dialect, List<String> literals, List<String> gaps, List<String> names) {
        String template = pick(random, templates(dialect));
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            switch (c) {
                case '%' -> sql.append(pick(random, literals));
                case '~' -> sql.append(random.nextInt(3) == 0 ? pick(random, gaps) : " ");
                case '^' -> sql.append(random.nextInt(2) == 0 ? pick(random, names) : "plain");
                default -> sql.append(c);
            }
        }
        return sql.toString();
    }

    private static List<String> templates(SqlDialect dialect) {
        List<String> templates = new ArrayList<>(List.of(
                "SELECT~a, %~FROM ^ WHERE~b = %~AND ^ IN (%, %)~OR c LIKE %",
                "INSERT INTO ^ (a, b)~VALUES (%,~%), (%, %)",
                "UPDATE ^ SET a = %,~b = f(%)~WHERE ^ BETWEEN % AND %",
                "DELETE FROM ^~WHERE a = %~OR ^ = %",
                "WITH x AS (SELECT~% AS a) SELECT * FROM x~WHERE a > %; SELECT %~FROM ^",
                "CALL p(%,~%, ?)",
                "CREATE TABLE ^ (a INT DEFAULT %,~b VARCHAR(5) DEFAULT %)",
                "CREATE USER ^ PASSWORD " + SECRET + "~WITH x",
                "ALTER USER bob~IDENTIFIED BY " + SECRET + " REPLACE " + SECRET + "2",
                "ALTER USER bob SET PASSWORD~= " + SECRET,
                "SET app.token~= " + SECRET,
                "CONNECT TO d USER bob~USING " + SECRET));
        if (dialect.has(Rule.BARE_STRINGS)) {
            templates.add("EXEC p " + SECRET + ",~%, @a = " + SECRET);
        }
        if (dialect == SqlDialect.CLICKHOUSE) {
            templates.add("INSERT INTO ^ (a)~FORMAT CSV\n" + SECRET + ",it's " + SECRET + "\n");
        }
        return templates;
    }

    private static List<String> literals(SqlDialect dialect) {
        String text = SECRET;
        List<String> literals = new ArrayList<>(List.of(
                "'" + text + "'",
                "'it''s " + text + "'",
                "'" + text + "''s'",
                "N'" + text + "'",
                "x'" + text + "'",
                "'-- " + text + "'",
                "'/* " + text + "'",
                "''",
                NUMBER,
                "-" + NUMBER,
                "." + NUMBER,
                NUMBER + ".5e-3",
                "0x" + NUMBER));
        add(literals, dialect, Rule.BACKSLASH_ESCAPES, "'it\\'s " + text + "'", "'\\\\'", "'" + text + "\\\\\\'s'");
        add(literals, dialect, Rule.ESCAPE_STRINGS, "E'it\\'s " + text + "'", "e'" + text + "\\\\'");
        add(literals, dialect, Rule.DOUBLE_QUOTED_STRINGS, "\"" + text + "\"", "\"it's " + text + "\"");
        add(literals, dialect, Rule.DOLLAR_QUOTES, "$$it's " + text + "$$");
        add(literals, dialect, Rule.ALTERNATIVE_QUOTES, "q'[it's " + text + "]'", "Q'!" + text + "'s!'");
        add(literals, dialect, Rule.RAW_STRINGS, "r'\\'", "R'" + text + "\\'", "r\"" + text + "\\\"");
        add(
                literals,
                dialect,
                Rule.TRIPLE_QUOTES,
                "\'\'\'it's " + text + "\'\'\'",
                "\"\"\"say \"" + text + "\" it's\"\"\"",
                "r'" + text + "\\'s'");
        add(literals, dialect, Rule.MONEY, "$" + NUMBER, "-$" + NUMBER, "\u00a3" + NUMBER);
        if (dialect == SqlDialect.POSTGRESQL) {
            literals.addAll(List.of("$tag$" + text + " $$ it's $tag$", "5 #" + NUMBER, "@" + NUMBER, "a#" + NUMBER));
        }
        if (dialect == SqlDialect.UNKNOWN) {
            literals.addAll(List.of(
                    "'''it's " + text + "'''",
                    "\"\"\"say \"" + text + "\" \"\"\"",
                    "r'" + text + "'",
                    "#" + NUMBER + "#"));
        }
        return literals;
    }

    /** What stands between words, with an apostrophe in it that begins no string. */
    private static List<String> gaps(SqlDialect dialect) {
        List<String> gaps = new ArrayList<>(List.of("\n", "\t", " -- it's\n", " /* it's */ ", " -- \"it\n"));
        add(gaps, dialect, Rule.NESTED_COMMENTS, " /* a /* b */ it's */ ");
        add(gaps, dialect, Rule.HASH_COMMENTS, " # it's\n", " # \"it\n");
        add(gaps, dialect, Rule.SLASH_COMMENTS, " // it's\n");
        add(gaps, dialect, Rule.BRACE_COMMENTS, " { it's } ");
        return gaps;
    }

    private static List<String> names(SqlDialect dialect) {
        List<String> names = new ArrayList<>(List.of("schema_a.table_b"));
        if (!dialect.has(Rule.DOUBLE_QUOTED_STRINGS)) {
            names.addAll(List.of("\"user's\"", "\"a\"\"b\"", "\"a -- b\""));
        }
        add(names, dialect, Rule.BRACKET_NAMES, "[user's]", "[a]]b's]", "[a -- b]");
        add(names, dialect, Rule.DASH_COMMENT_NEEDS_SPACE, "`user's`", "`a``b`");
        add(names, dialect, Rule.DASH_NAMES, "a-project-7.b.c");
        add(names, dialect, Rule.DIGIT_NAMES, "1_table", "shop.2fa");
        add(names, dialect, Rule.SIGN_NAMES, "#temp", "a#b");
        return names;
    }

    private static void add(List<String> list, SqlDialect dialect, Rule rule, String... values) {
        if (dialect.has(rule)) {
            list.addAll(List.of(values));
        }
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
