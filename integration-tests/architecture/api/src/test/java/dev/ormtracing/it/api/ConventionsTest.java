package dev.ormtracing.it.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What OpenTelemetry's conventions for databases demand is a list with the test of each, from which {@code
 * docs/conformance.md} is made: run with {@code -Dconformance.write=true}.
 */
class ConventionsTest {

    private static final Path PAGE = ModuleSources.ROOT.resolve(Path.of("docs", "conformance.md"));

    /** What is met or argued of all that is a MUST or a SHOULD. It may only rise. */
    private static final double LEAST = 98.8;

    private final List<Demand> demands = Demand.all();

    @Test
    void whatIsMet_hasItsTests_andWhatIsArgued_itsWords() throws IOException {
        Map<String, List<Path>> tests = tests();

        assertThat(demands).hasSizeGreaterThan(90);
        assertThat(demands.stream().flatMap(demand -> demand.missing(tests))).isEmpty();
    }

    @Test
    void share_doesNotFall() {
        assertThat(share()).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void page_isMadeFromTheList() throws IOException {
        String page = page();
        if (Boolean.getBoolean("conformance.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(Files.readString(PAGE))
                .as("Write it with -Dconformance.write=true")
                .isEqualTo(page);
    }

    private double share() {
        List<Demand> counted = demands.stream().filter(Demand::isCounted).toList();
        long held = counted.stream()
                .filter(demand -> demand.state() != Demand.State.NOT)
                .count();
        return Math.floor(1000.0 * held / counted.size()) / 10;
    }

    private String page() {
        Map<String, List<Demand>> byPage =
                demands.stream().collect(Collectors.groupingBy(Demand::page, LinkedHashMap::new, Collectors.toList()));
        return """
                # Conformance
                What [OpenTelemetry's conventions for databases](https://opentelemetry.io/docs/specs/semconv/db/) 1.44 demand of \
                a client of SQL databases, and what becomes of it. A demand that several of their pages repeat stands here \
                once. Of those that are a MUST or a SHOULD in so many words, %s %% are met or argued; what their tables \
                recommend besides is not counted.

                A demand is met only while the tests that stand beside it exist; what is argued has its reason on the page \
                that is linked. A test makes this page from a list, and fails where it differs.
                %s""".formatted(
                        String.format(Locale.ROOT, "%.1f", share()),
                        byPage.entrySet().stream()
                                .map(page -> section(page.getKey(), page.getValue()))
                                .collect(Collectors.joining()));
    }

    private static String section(String name, List<Demand> demands) {
        return "\n## " + title(name) + "\n| demand | level | state | tests or reason |\n|---|---|---|---|\n"
                + demands.stream().map(demand -> demand.row() + "\n").collect(Collectors.joining());
    }

    private static String title(String page) {
        return switch (page) {
            case "sql" -> "SQL";
            case "mysql" -> "MySQL";
            case "mariadb" -> "MariaDB";
            case "postgresql" -> "PostgreSQL";
            case "sql-server" -> "SQL Server";
            case "oracledb" -> "Oracle Database";
            default -> page.substring(0, 1).toUpperCase(Locale.ROOT) + page.substring(1);
        };
    }

    /** The sources of all tests by class. */
    private static Map<String, List<Path>> tests() throws IOException {
        try (Stream<Path> files = Files.walk(ModuleSources.ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/")
                            && file.toString().endsWith(".java")
                            && !file.toString().contains("/target/"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", "")));
        }
    }
}
