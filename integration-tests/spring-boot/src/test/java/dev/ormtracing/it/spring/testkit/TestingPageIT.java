package dev.ormtracing.it.spring.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of docs/testing.md and of the Javadoc is a test that runs. */
class TestingPageIT {

    private static final String START = "@DataJpaTest\n@AutoConfigureOrmTracing";

    @Test
    void example_isATestThatRuns() throws IOException {
        String test = Files.readString(Path.of("src/test/java/dev/ormtracing/it/authors/AuthorRepositoryTest.java"));

        assertThat(examples())
                .hasSize(2)
                .containsOnly(test.substring(test.indexOf(START)).strip());
    }

    private static List<String> examples() throws IOException {
        String page = Files.readString(root().resolve("docs/testing.md"));
        String javadoc = Files.readString(
                        root().resolve(
                                        "orm-tracing-spring-boot-test/src/main/java/dev/ormtracing/spring/test/AutoConfigureOrmTracing.java"))
                .replaceAll("(?m)^ \\* ?", "");
        return List.of(between(page, "```\n"), between(javadoc, "}</pre>"));
    }

    private static String between(String text, String end) {
        int start = text.indexOf(START);
        return text.substring(start, text.indexOf(end, start)).strip();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docs/testing.md"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
