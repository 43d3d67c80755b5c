package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.jdbc.internal.sql.SqlDialect;
import dev.ormtracing.jdbc.internal.sql.SqlText;
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

/** The statements of {@code sql-corpus.txt}. */
class SqlCorpusTest {

    private record Statement(SqlDialect dialect, String sql, String text, String summary) {}

    @TestFactory
    Stream<DynamicTest> everyStatement_isSummarisedAndSanitised() throws IOException {
        return corpus().stream()
                .map(s -> DynamicTest.dynamicTest("> " + s.sql(), () -> {
                    SqlDescription unprepared = SqlDescription.unprepared(s.sql(), s.dialect());
                    assertThat(unprepared.summary).isEqualTo(s.summary());
                    assertThat(unprepared.text).isEqualTo(s.text());
                    assertThat(SqlDescription.prepared(s.sql(), s.dialect()).summary)
                            .isEqualTo(s.summary());
                }));
    }

    @Test
    void sanitizing_twice_changesNothingMore() throws IOException {
        for (Statement s : corpus()) {
            assertThat(SqlText.sanitize(s.text(), s.dialect())).isEqualTo(s.text());
        }
    }

    @Test
    void corpus_hasEveryKindOfStatement() throws IOException {
        assertThat(corpus()).hasSizeGreaterThan(400);
    }

    private static List<Statement> corpus() throws IOException {
        List<Statement> corpus = new ArrayList<>();
        String database = "";
        String sql = "";
        String text = "";
        for (String line : lines()) {
            int separator = line.indexOf("> ");
            if (line.startsWith("#") || separator < 0) {
                continue;
            }
            String value = line.substring(separator + 2)
                    .replace("\\n", "\n")
                    .replace("\\t", "\t")
                    .replace("\\u0000", "\0");
            switch (line.substring(0, separator)) {
                case "text" -> text = value;
                case "summary" -> corpus.add(new Statement(dialect(database), sql, text, value));
                default -> {
                    database = line.substring(0, separator);
                    sql = value;
                    text = value;
                }
            }
        }
        return corpus;
    }

    static SqlDialect dialect(String database) {
        String name = database.equals("sqlserver") ? "SQL_SERVER" : database.toUpperCase(Locale.ROOT);
        return Stream.of(DatabaseSystem.values())
                .filter(system -> system.name().equals(name))
                .findFirst()
                .orElse(DatabaseSystem.OTHER)
                .dialect();
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = SqlCorpusTest.class.getResourceAsStream("/sql-corpus.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
