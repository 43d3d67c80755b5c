package dev.ormtracing.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example in Java of docs/testing.md and of the test kit's Javadoc compiles and runs. */
class ExamplesIT {

    private static final Path ROOT = TestingPage.root();
    private static final Path PAGE = ROOT.resolve("docs/testing.md");
    private static final Pattern OF_PAGE = Pattern.compile("(?s)\n```java\n(.*?)\n```");
    private static final Pattern OF_JAVADOC = Pattern.compile("(?s)<pre>\\{@code\n(.*?)\n *\\* *}</pre>");

    /** A tree, or a command. The trees of Traces and TracesAssert are run by OpenTransactionIT. */
    private static final Pattern TREE = Pattern.compile("(?s)\\s*(transaction\\b|GET /users|[0-9.]+ ms|java -jar).*");

    /** Tests of Spring and TestNG, which run there. */
    private static final Pattern ELSEWHERE = Pattern.compile("(?s).*(@AutoConfigureOrmTracing|@BeforeMethod).*");

    /** What has happened before, where an example only asserts. */
    private static final Map<String, String> PREPARATIONS = Map.of(
            "TraceAssertions", "entityManager.find(User.class, 1);\n",
            "TracesAssert", "entityManager.createQuery(\"from User\", User.class).getResultList();\n",
            "testing.md", "entityManager.createQuery(\"from User\", User.class).getResultList();\n");

    static Stream<Example> examples() throws IOException {
        return Stream.concat(of(PAGE, OF_PAGE), javadoc());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void example_compilesAndRuns(Example example, @TempDir Path directory) throws Exception {
        example.run(directory);
    }

    @Test
    void examples_areFound() throws IOException {
        assertThat(examples().map(Example::place))
                .contains("testing.md", "OrmTracingExtension", "TraceAssertions", "TraceRecorder", "Traces");
    }

    private static Stream<Example> javadoc() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("orm-tracing-testing/src/main/java"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
            return sources.stream().flatMap(file -> of(file, OF_JAVADOC));
        }
    }

    private static Stream<Example> of(Path file, Pattern pattern) {
        String place = file.getFileName().toString().replace(".java", "");
        return pattern.matcher(read(file))
                .results()
                .map(result -> result.group(1).replaceAll("(?m)^ *\\* ?", "").replace("{ … }", "{}"))
                .filter(code -> !TREE.matcher(code).matches()
                        && !ELSEWHERE.matcher(code).matches())
                .map(code -> new Example(place, code, PREPARATIONS.getOrDefault(place, "")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
