package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlText;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Token sequences that nobody wrote: nothing is thrown, no literal survives, and the time is bounded. */
class SqlRandomTest {

    /** Stands in every literal and comment, and nowhere else. */
    private static final String MARK = "98765";

    private static final int SEQUENCES = 1_000_000;

    private static final List<String> WORDS = List.of(
            "SELECT",
            "from",
            "Insert",
            "INTO",
            "UPDATE",
            "SET",
            "DELETE",
            "WHERE",
            "IN",
            "WITH",
            "AS",
            "JOIN",
            "ON",
            "MERGE",
            "USING",
            "CALL",
            "VALUES",
            "UNION",
            "CREATE",
            "TABLE",
            "DROP",
            "IDENTIFIED",
            "BY",
            "t",
            "u.id",
            "été",
            "n",
            "e",
            "x",
            "q",
            "_utf8",
            "GRANT",
            "EXEC");

    private static final List<String> SYMBOLS = List.of(
            "(", ")", ",", ".", ";", "=", "*", "+", "-", "/", "<", ">", "||", "::", "->>", "{", "}", "!", "@", "#");

    private static final List<String> LITERALS = List.of(
            MARK,
            "-" + MARK,
            "." + MARK,
            MARK + ".5e-3",
            "0x" + MARK,
            MARK + "L",
            "'" + MARK + "'",
            "'it''s " + MARK + "'",
            "N'" + MARK + "'",
            "X'" + MARK + "'",
            "E'" + MARK + "'",
            "'(--" + MARK + "/*'");

    private static final List<String> COMMENTS = List.of("/* " + MARK + " ' */", "-- " + MARK + " '\n");

    @ParameterizedTest
    @EnumSource(DatabaseSystem.class)
    void noLiteral_survives(DatabaseSystem system) {
        Random random = new Random(system.ordinal());
        for (int i = 0; i < SEQUENCES / DatabaseSystem.values().length + 1; i++) {
            String sql = sequence(random, system);
            SqlDescription description = SqlDescription.unprepared(sql, system.dialect());
            if (description.text.contains(MARK) || description.summary.contains(MARK)) {
                Assertions.fail(sql + "\n" + description.text + "\n" + description.summary);
            }
        }
    }

    @Test
    void randomCharacters_neverThrow() {
        Random random = new Random(42);
        String alphabet = "aA1.'\"`[](){}$:?-/*#@\\ \n;,=NqUe&_\0\u00e9\ud83d";
        for (int i = 0; i < 200_000; i++) {
            String sql = random.ints(random.nextInt(40), 0, alphabet.length())
                    .collect(StringBuilder::new, (s, c) -> s.append(alphabet.charAt(c)), StringBuilder::append)
                    .toString();
            for (DatabaseSystem system : DatabaseSystem.values()) {
                SqlDescription.unprepared(sql, system.dialect());
            }
        }
    }

    @Test
    void columnsOfRandomTokens_neverThrow() {
        Random random = new Random(7);
        List<DatabaseSystem> systems = List.of(DatabaseSystem.POSTGRESQL, DatabaseSystem.MYSQL, DatabaseSystem.OTHER);
        for (int i = 0; i < 200_000; i++) {
            StringBuilder sql = new StringBuilder();
            IntStream.range(0, 1 + random.nextInt(6))
                    .forEach(part -> sql.append(sequence(random, DatabaseSystem.POSTGRESQL))
                            .append(random.nextBoolean() ? " ?" : "(?"));
            for (DatabaseSystem system : systems) {
                SqlText.columns(sql.toString(), system.dialect());
            }
        }
    }

    @Test
    void hostileText_isCutAndTakesBoundedTime() {
        List<String> units = List.of(
                "'",
                "\"",
                "(",
                ")",
                "/*",
                "--",
                "$a$",
                "$a",
                "IN(,)",
                "IN(1,",
                "WITH a AS (",
                "FROM a,",
                "a.",
                "1e+",
                "q'[",
                "SELECT ",
                ":a",
                "[",
                "\\'",
                ";",
                "@",
                "{",
                "CALL ");
        Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(10),
                () -> units.parallelStream().forEach(unit -> {
                    String sql = unit.repeat(2_000_000 / unit.length());
                    for (DatabaseSystem system : DatabaseSystem.values()) {
                        SqlDescription description = SqlDescription.unprepared(sql, system.dialect());
                        assertThat(description.text.length()).isLessThanOrEqualTo(SqlText.MAX_LENGTH * 2);
                        assertThat(description.summary.length()).isLessThanOrEqualTo(255);
                    }
                }));
    }

    @Test
    void longText_isShownToItsLimit() {
        String sql = "SELECT * FROM t WHERE a IN ('" + "x".repeat(SqlText.MAX_LENGTH) + "')";

        assertThat(SqlDescription.unprepared(sql, SqlDialect.STANDARD).text).isEqualTo("SELECT * FROM t WHERE a IN (?");
        assertThat(SqlDescription.prepared(sql, SqlDialect.STANDARD).text).hasSize(SqlText.MAX_LENGTH);
    }

    @Test
    void hql_keepsItsParameters() {
        assertThat(SqlText.sanitize("from User u where u.name = 'x' and u.id = 10L and u.a = :a and u.b = ?1"))
                .isEqualTo("from User u where u.name = ? and u.id = ? and u.a = :a and u.b = ?1");
        assertThat(SqlText.sanitize("from User u where u.password = u.token and u.tags[0] = 'it''s' and u.x = y"))
                .isEqualTo("from User u where u.password = u.token and u.tags[?] = ? and u.x = y");
    }

    private static String sequence(Random random, DatabaseSystem system) {
        StringBuilder sql = new StringBuilder();
        IntStream.range(0, 1 + random.nextInt(12)).forEach(i -> {
            switch (random.nextInt(4)) {
                case 0 -> sql.append(pick(random, SYMBOLS));
                case 1 -> sql.append(' ').append(pick(random, LITERALS));
                case 2 -> sql.append(' ').append(random.nextInt(8) == 0 ? pick(random, COMMENTS) : literalOf(system));
                default -> sql.append(' ').append(pick(random, WORDS));
            }
        });
        return sql.toString();
    }

    private static String literalOf(DatabaseSystem system) {
        SqlDialect dialect = system.dialect();
        if (dialect.has(SqlDialect.Rule.DOLLAR_QUOTES)) {
            return "$a$ " + MARK + "' $$ $a$";
        }
        return dialect.has(SqlDialect.Rule.DOUBLE_QUOTED_STRINGS) ? "\"" + MARK + "\"" : "'" + MARK + "'";
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
