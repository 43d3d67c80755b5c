package dev.ormtracing.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Puts a secret that can be recognised in every place of {@code url-secrets.txt} that may hold one. {@code {plain}} stands
 * where a driver takes letters and digits, {@code {any}} where it takes whatever character, {@code {query}} for all but
 * {@code &}, {@code {props}} for all but {@code ;}, {@code {encoded}} for percent encoding, {@code {braced}} for what is in
 * SQL Server's braces, {@code {escaped}} for H2's escapes, {@code {quoted}} for Teradata's apostrophes.
 */
class UrlSecretsTest {

    private static final int REPEATS = 100;
    private static final String MARK = "zqxj";
    private static final String SPECIAL = "!$%*+-.^_~ ?&;:,=#/()[]<>\\|\"'`@";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void secrets_neverShow(long seed) throws IOException {
        Random random = new Random(seed);
        for (String template : templates()) {
            for (int i = 0; i < REPEATS; i++) {
                String url = fill(template, random);
                DatabaseLocation location = JdbcUrl.parse(url);
                Database database = Database.at(location);
                assertThat((location + " " + database.attributes + " " + database.poolAttributes())
                                .toLowerCase(Locale.ROOT))
                        .as("%s, of %s", url, template)
                        .doesNotContain(MARK);
            }
        }
    }

    private static String fill(String template, Random random) {
        String url = template;
        for (int i = 0; i < 3; i++) {
            String secret = secret(random);
            url = url.replaceFirst("\\{plain\\}", quote(secret.replaceAll("[^A-Za-z0-9]", "")))
                    .replaceFirst("\\{any\\}", quote(secret))
                    .replaceFirst("\\{query\\}", quote(secret.replaceAll("[&#]", "")))
                    .replaceFirst("\\{props\\}", quote(secret.replaceAll("[;]", "")))
                    .replaceFirst("\\{encoded\\}", quote(URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                    .replaceFirst("\\{braced\\}", quote("{" + secret.replace("}", "}}") + "}"))
                    .replaceFirst(
                            "\\{escaped\\}", quote(secret.replace("\\", "\\\\").replace(";", "\\;")))
                    .replaceFirst("\\{quoted\\}", quote("'" + secret.replace("'", "''") + "'"));
        }
        return url;
    }

    private static String quote(String secret) {
        return Matcher.quoteReplacement(secret);
    }

    /** Every piece has the mark, since a piece may be taken for something else. */
    private static String secret(Random random) {
        StringBuilder secret = new StringBuilder(MARK);
        for (int i = random.nextInt(6); i > 0; i--) {
            secret.append(SPECIAL.charAt(random.nextInt(SPECIAL.length())));
            if (random.nextInt(4) == 0) {
                secret.append(List.of("host", "databaseName", "schema", "db", "serverName", "url")
                                .get(random.nextInt(6)))
                        .append('=');
            }
            secret.append(MARK).append(random.nextInt(3) == 0 ? random.nextInt(10_000) : "");
        }
        return secret.toString();
    }

    private static List<String> templates() throws IOException {
        try (InputStream file = UrlSecretsTest.class.getResourceAsStream("/url-secrets.txt")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        }
    }
}
