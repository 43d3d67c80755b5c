package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The URLs of {@code url-cases.txt}, from public bug reports and manuals. A blank line is between two cases; a case has its
 * source, the URL, and {@code db.system.name server.address server.port db.namespace}, with {@code -} for none, {@code *} for
 * any and {@code !x} for anything else; {@code notin>} is in none of them.
 */
class UrlCasesTest {

    @TestFactory
    Stream<DynamicTest> everyCase_givesItsAttributes() throws IOException {
        return cases().stream().map(lines -> DynamicTest.dynamicTest(lines.get(0), () -> check(lines)));
    }

    @Test
    void cases_areRead() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static void check(List<String> lines) {
        Attributes attributes = Database.at(JdbcUrl.parse(lines.get(1))).attributes;
        List<String> actual = Stream.of(
                        DbAttributes.SYSTEM_NAME,
                        DbAttributes.SERVER_ADDRESS,
                        DbAttributes.SERVER_PORT,
                        DbAttributes.NAMESPACE)
                .map(key -> Objects.toString(attributes.get(key), "-"))
                .toList();
        String[] expected = lines.get(2).split(" ");
        for (int i = 0; i < expected.length; i++) {
            if (expected[i].startsWith("!")) {
                assertThat(actual.get(i)).isNotEqualTo(expected[i].substring(1));
            } else if (!expected[i].equals("*")) {
                assertThat(actual.get(i)).as("%s of %s", actual, lines).isEqualTo(expected[i]);
            }
        }
        for (String line : lines.subList(3, lines.size())) {
            assertThat(line).startsWith("notin> ");
            assertThat(actual.toString()).doesNotContain(line.substring("notin> ".length()));
        }
    }

    private static List<List<String>> cases() throws IOException {
        try (InputStream file = UrlCasesTest.class.getResourceAsStream("/url-cases.txt")) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.strip().split("\n\n"))
                    .map(lines -> lines.lines().toList())
                    .toList();
        }
    }
}
