package dev.ormtracing.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of the log come from few loggers with public names, by the classes that keep the names of others out of them. */
class LoggersTest {

    private static final Path ROOT = Path.of("..", "..", "..");

    /** Those that ask for a logger. */
    private static final Set<String> MAY_ASK =
            Set.of("dev.ormtracing.core.internal.base.LibraryLog", "dev.ormtracing.console.internal.trace.ConsoleLog");

    private static final Set<String> NAMES = Set.of("dev.ormtracing", "dev.ormtracing.console", "dev.ormtracing.slow");

    private static final Pattern LOGGER = Pattern.compile("(?:new LibraryLog|[gG]etLog(?:ger)?)\\(([^)]*)\\)");
    private static final Pattern CONSTANT = Pattern.compile("String (?:LOGGER_)?NAME = \"(dev\\.ormtracing[a-z.]*)\"");
    private static final Pattern LITERAL = Pattern.compile("\"(.*)\"");

    @Test
    void loggers_areAskedForInOnePlaceOfEachModule() {
        Set<String> asking = PublishedClasses.ALL.stream()
                .filter(type -> type.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> isLogger(call.getTarget().getOwner().getName())
                                        && call.getTarget().getName().startsWith("getLog")
                                || call.getTarget().getOwner().getName().equals("java.lang.System")
                                        && call.getTarget().getName().equals("getLogger")))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asking).isEqualTo(new TreeSet<>(MAY_ASK));
    }

    private static boolean isLogger(String owner) {
        return owner.startsWith("java.util.logging.")
                || owner.startsWith("org.slf4j.")
                || owner.startsWith("org.apache.commons.logging.")
                || owner.startsWith("org.apache.logging.");
    }

    /** Quarkus' build has a log of its own, to which the deployment module writes. */
    @Test
    void names_areThePublicOnes() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String text : sources()) {
            CONSTANT.matcher(text).results().forEach(found -> names.add(found.group(1)));
            LOGGER.matcher(text)
                    .results()
                    .flatMap(found -> LITERAL.matcher(found.group(1)).results())
                    .forEach(found -> names.add(found.group(1)));
        }

        assertThat(names).isEqualTo(new TreeSet<>(NAMES));
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.filter(module -> module.getFileName().toString().startsWith("orm-tracing-"))
                    .map(module -> module.resolve(Path.of("src", "main")))
                    .filter(Files::isDirectory)
                    .flatMap(LoggersTest::javaFiles)
                    .toList();
        }
    }

    private static Stream<String> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).map(LoggersTest::read).toList().stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
