package dev.ormtracing.it.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The packages of the published modules are rooms: small enough to be known, each above those that it uses.
 */
class RoomsTest {

    /** Hand-written files. */
    private static final int MAX_FILES = 25;

    private static final Path ROOT = Path.of("..", "..", "..");
    private static final Path GENERATED = Path.of("generated");

    /** The rooms of a module, each above those that it may know. */
    private record House(String root, List<String> rooms) {

        boolean has(String name) {
            return name.equals(root) || name.startsWith(root + ".");
        }

        @Override
        public String toString() {
            return root;
        }
    }

    static Stream<House> houses() {
        return Stream.of(
                new House(
                        "dev.ormtracing.core",
                        List.of(
                                "dev.ormtracing.core.internal",
                                "dev.ormtracing.core",
                                "dev.ormtracing.core.internal.tree",
                                "dev.ormtracing.core.internal.merge",
                                "dev.ormtracing.core.internal.span",
                                "dev.ormtracing.core.internal.nplusone",
                                "dev.ormtracing.core.internal.measure",
                                "dev.ormtracing.core.internal.cost",
                                "dev.ormtracing.core.internal.name",
                                "dev.ormtracing.core.internal.context",
                                "dev.ormtracing.core.internal.base")),
                new House(
                        "dev.ormtracing.hibernate",
                        Stream.concat(
                                        Stream.of(
                                                        "install",
                                                        "subclass",
                                                        "query",
                                                        "event",
                                                        "transaction",
                                                        "cache",
                                                        "service",
                                                        "session",
                                                        "delegation")
                                                .map("dev.ormtracing.hibernate.internal."::concat),
                                        Stream.of(
                                                "dev.ormtracing.hibernate",
                                                "dev.ormtracing.hibernate.internal.inspection"))
                                .toList()),
                new House(
                        "dev.ormtracing.jdbc",
                        List.of(
                                "dev.ormtracing.jdbc",
                                "dev.ormtracing.jdbc.internal.source",
                                "dev.ormtracing.jdbc.internal.proxy",
                                "dev.ormtracing.jdbc.internal.session",
                                "dev.ormtracing.jdbc.internal.database",
                                "dev.ormtracing.jdbc.internal.sql",
                                "dev.ormtracing.jdbc.internal.parameter")),
                new House("dev.ormtracing.report", List.of("dev.ormtracing.report", "dev.ormtracing.report.internal")),
                new House(
                        "dev.ormtracing.console",
                        List.of(
                                "dev.ormtracing.console.spring",
                                "dev.ormtracing.console",
                                "dev.ormtracing.console.internal.http",
                                "dev.ormtracing.console.internal.trace")),
                new House(
                        "dev.ormtracing.quarkus", List.of("dev.ormtracing.quarkus.internal", "dev.ormtracing.quarkus")),
                new House(
                        "dev.ormtracing.testing",
                        List.of(
                                "dev.ormtracing.testing.baseline",
                                "dev.ormtracing.testing.internal.budget",
                                "dev.ormtracing.testing.internal.check",
                                "dev.ormtracing.testing.internal.regression",
                                "dev.ormtracing.testing.internal.fact",
                                "dev.ormtracing.testing.budget",
                                "dev.ormtracing.testing.check",
                                "dev.ormtracing.testing",
                                "dev.ormtracing.testing.internal.baseline",
                                "dev.ormtracing.testing.internal.golden",
                                "dev.ormtracing.testing.internal.matching",
                                "dev.ormtracing.testing.internal.failure",
                                "dev.ormtracing.testing.internal.recording",
                                "dev.ormtracing.testing.internal.span",
                                "dev.ormtracing.testing.internal.text")));
    }

    @ParameterizedTest
    @MethodSource("houses")
    void room_hasItsPlace(House house) {
        Set<String> found = PublishedClasses.ALL.stream()
                .map(JavaClass::getPackageName)
                .filter(house::has)
                .collect(Collectors.toSet());

        assertThat(found).containsExactlyInAnyOrderElementsOf(house.rooms());
    }

    @ParameterizedTest
    @MethodSource("houses")
    void room_knowsOnlyThoseBelow(House house) {
        List<String> rooms = house.rooms();
        IntStream.range(1, rooms.size())
                .forEach(i -> noClasses()
                        .that()
                        .resideInAPackage(rooms.get(i))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(rooms.subList(0, i).toArray(String[]::new))
                        .check(PublishedClasses.ALL));
    }

    @Test
    void packages_formNoCircle() {
        slices().matching("dev.ormtracing.(**)").should().beFreeOfCycles().check(PublishedClasses.ALL);
    }

    @Test
    void packages_areSmall() throws IOException {
        Map<String, Long> tooLarge = new TreeMap<>(handWrittenFiles());
        tooLarge.values().removeIf(files -> files <= MAX_FILES);

        assertThat(tooLarge).isEmpty();
    }

    @Test
    void handWrittenFiles_areFound() throws IOException {
        assertThat(handWrittenFiles())
                .containsKeys("dev.ormtracing.core", "dev.ormtracing.jdbc", "dev.ormtracing.spring");
    }

    /** By package, without its package-info. */
    private static Map<String, Long> handWrittenFiles() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(Path.of("src", "main")))
                    .filter(sources -> sources.toString().contains("orm-tracing-") && Files.isDirectory(sources))
                    .flatMap(RoomsTest::handWritten)
                    .collect(Collectors.groupingBy(RoomsTest::packageOf, Collectors.counting()));
        }
    }

    private static Stream<Path> handWritten(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .filter(file -> IntStream.range(0, file.getNameCount())
                            .noneMatch(i -> file.getName(i).equals(GENERATED)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String packageOf(Path file) {
        String path = file.getParent().toString().replace(file.getFileSystem().getSeparator(), ".");
        return path.substring(path.indexOf("dev.ormtracing"));
    }
}
