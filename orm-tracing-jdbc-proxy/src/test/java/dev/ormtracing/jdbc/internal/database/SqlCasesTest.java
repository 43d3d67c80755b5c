package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The statements of {@code sql-cases.txt}, by the kind of what databases read differently. */
class SqlCasesTest {

    private record Expectation(String of, String value) {}

    private record SqlCase(String database, String sql, List<Expectation> expected) {}

    @TestFactory
    Stream<DynamicTest> everyCase_holds() throws IOException {
        return cases().stream().map(c -> DynamicTest.dynamicTest(c.database() + "> " + c.sql(), () -> check(c)));
    }

    @Test
    void cases_areOfEveryDialect() throws IOException {
        assertThat(cases()).hasSizeGreaterThan(300);
        assertThat(cases().stream().map(c -> SqlCorpusTest.dialect(c.database().replace("!", ""))))
                .contains(Stream.of(DatabaseSystem.values())
                        .map(DatabaseSystem::dialect)
                        .distinct()
                        .toArray(SqlDialect[]::new));
    }

    @Test
    void preparedText_isShownAsItIsButForPasswords() {
        assertThat(SqlDescription.prepared("SELECT 'a' FROM t WHERE password = ?", SqlDialect.POSTGRESQL).text)
                .isEqualTo("SELECT 'a' FROM t WHERE password = ?");
        assertThat(SqlDescription.prepared("CREATE USER bob PASSWORD 'Hunter2'", SqlDialect.POSTGRESQL).text)
                .isEqualTo("CREATE USER bob PASSWORD ?");
    }

    private static void check(SqlCase c) {
        String database = c.database().replace("!", "");
        SqlDescription unprepared = SqlDescription.unprepared(c.sql(), SqlCorpusTest.dialect(database));
        SqlDescription prepared = SqlDescription.prepared(c.sql(), SqlCorpusTest.dialect(database));
        assertThat(prepared.summary).isEqualTo(unprepared.summary);
        assertThat(prepared.procedure).isEqualTo(unprepared.procedure);
        for (Expectation expected : c.expected()) {
            String value = expected.value();
            switch (expected.of()) {
                case "text" -> assertThat(unprepared.text).isEqualTo(value);
                case "summary" -> assertThat(unprepared.summary).isEqualTo(value);
                case "either" -> assertThat(unprepared.summary).isIn((Object[]) value.split(" \\| "));
                case "procedure" -> assertThat(unprepared.procedure).isEqualTo(value.isEmpty() ? null : value);
                case "omits" -> assertThat(unprepared.summary.split(" ")).doesNotContain(value);
                case "shown" -> assertThat(unprepared.text).isNotBlank();
                case "hides" ->
                    assertThat(unprepared.text + ' ' + unprepared.summary + ' ' + unprepared.procedure)
                            .doesNotContain(value);
                default -> throw new IllegalArgumentException(expected.of());
            }
        }
    }

    private static List<SqlCase> cases() throws IOException {
        List<SqlCase> cases = new ArrayList<>();
        for (String line : lines()) {
            int separator = line.indexOf('>');
            if (line.startsWith("#") || separator < 0) {
                continue;
            }
            String key = line.substring(0, separator);
            String value = line.substring(Math.min(line.length(), separator + 2))
                    .replace("\\n", "\n")
                    .replace("\\r", "\r")
                    .replace("\\t", "\t")
                    .replace("\\u200B", "\u200B");
            switch (key) {
                case "text", "summary", "either", "procedure", "omits", "shown", "hides" ->
                    cases.get(cases.size() - 1).expected().add(new Expectation(key, value));
                default -> cases.add(new SqlCase(key.toLowerCase(Locale.ROOT), value, new ArrayList<>()));
            }
        }
        return cases;
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = SqlCasesTest.class.getResourceAsStream("/sql-cases.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
