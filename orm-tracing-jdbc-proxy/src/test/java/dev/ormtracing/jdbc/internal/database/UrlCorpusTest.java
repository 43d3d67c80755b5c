package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The URLs of {@code url-corpus.txt}. */
class UrlCorpusTest {

    private record Url(String url, String attributes) {}

    @TestFactory
    Stream<DynamicTest> everyUrl_givesItsAttributes() throws IOException {
        return corpus().stream()
                .map(u -> DynamicTest.dynamicTest(
                        u.url(), () -> assertThat(attributes(u.url())).isEqualTo(u.attributes())));
    }

    @Test
    void corpus_isLargeEnough() throws IOException {
        assertThat(corpus()).hasSizeGreaterThan(180);
    }

    @Test
    void credentials_neverShow() throws IOException {
        for (Url u : corpus()) {
            assertThat(attributes(u.url())).doesNotContainIgnoringCase("secret").doesNotContain("tiger", "alice");
        }
    }

    @Test
    void brokenUrls_neverThrow() throws IOException {
        Random random = new Random(7);
        for (Url u : corpus()) {
            for (int i = 0; i < 200; i++) {
                StringBuilder broken = new StringBuilder(u.url());
                broken.deleteCharAt(random.nextInt(broken.length()));
                broken.insert(random.nextInt(broken.length() + 1), "@:/[](){}?;,=\\%".charAt(random.nextInt(15)));
                assertThat(JdbcUrl.parse(broken.toString())).isNotNull();
            }
        }
        assertThat(JdbcUrl.parse(null)).isEqualTo(DatabaseLocation.UNKNOWN);
    }

    @Test
    void sqlServerInstance_staysWhenTheDatabaseChanges() {
        DatabaseLocation location = JdbcUrl.parse("jdbc:sqlserver://localhost\\inst;databaseName=shop");

        assertThat(location.withCatalog("other").namespace()).isEqualTo("inst|other");
    }

    private static String attributes(String url) {
        Attributes attributes = Database.at(JdbcUrl.parse(url)).attributes;
        return String.join(
                " ",
                attributes.get(DbAttributes.SYSTEM_NAME),
                text(attributes.get(DbAttributes.SERVER_ADDRESS)),
                text(attributes.get(DbAttributes.SERVER_PORT)),
                text(attributes.get(DbAttributes.NAMESPACE)));
    }

    private static String text(Object value) {
        return Objects.toString(value, "-");
    }

    private static List<Url> corpus() throws IOException {
        List<Url> corpus = new ArrayList<>();
        String url = "";
        for (String line : lines()) {
            if (line.startsWith("    ")) {
                corpus.add(new Url(url, line.substring(4)));
            } else if (!line.startsWith("#")) {
                url = line;
            }
        }
        return corpus;
    }

    private static List<String> lines() throws IOException {
        try (InputStream file = UrlCorpusTest.class.getResourceAsStream("/url-corpus.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
