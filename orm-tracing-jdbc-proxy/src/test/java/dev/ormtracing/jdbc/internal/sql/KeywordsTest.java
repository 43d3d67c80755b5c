package dev.ormtracing.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeywordsTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/ormtracing/jdbc/internal/sql");
    private static final Pattern WORDS = Pattern.compile("\"\"\"([A-Z_\\s]+)\"\"\"|\"([A-Z][A-Z_]+)\"");

    /** A word that is missing in the table would be compared in vain. */
    @Test
    void keywords_areAllThatTheSourcesName() throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(f -> !f.endsWith("Keywords.java") && !f.endsWith("SqlScanner.java"))
                    .toList()) {
                Matcher matcher = WORDS.matcher(Files.readString(file));
                while (matcher.find()) {
                    String words = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
                    named.addAll(Set.of(words.strip().split("\\s+")));
                }
            }
        }

        assertThat(named)
                .hasSizeGreaterThan(250)
                .allSatisfy(word -> assertThat(find(word)).isEqualTo(word));
    }

    @Test
    void keyword_isFoundInAnyCase() {
        assertThat(find("sElEcT")).isEqualTo("SELECT");
        assertThat(Keywords.of("xfromx", 1, 5)).isEqualTo("FROM");
    }

    @Test
    void otherWord_isNoKeyword() {
        assertThat(find("")).isEmpty();
        assertThat(find("users")).isEmpty();
        assertThat(find("select_")).isEmpty();
        assertThat(find("a_name_that_is_very_long")).isEmpty();
    }

    private static String find(String word) {
        return Keywords.of(word, 0, word.length());
    }
}
