package dev.ormtracing.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The overrides that are checked in, or copied from these, are those that the versions of Hibernate call for. */
class SessionOverridesTest {

    @ParameterizedTest
    @ValueSource(strings = {"66", "72", "80"})
    void overrides_areUpToDate(String variant) throws IOException, ClassNotFoundException {
        Path folder = Path.of("src/main/hibernate" + variant + "/generated");
        generated(variant)
                .forEach((file, text) -> assertThat(folder.resolve(file)).hasContent(text));
    }

    /** What the build copies has the imports of what it is copied from, in that order. */
    @Test
    void copiedOverrides_areWhatThatHibernateCallsFor() throws IOException, ClassNotFoundException {
        Path folder = Path.of("target/generated-sources/hibernate71");
        for (Map.Entry<String, String> file : generated("71").entrySet()) {
            assertThat(withoutImports(Files.readString(folder.resolve(file.getKey()))))
                    .isEqualTo(withoutImports(file.getValue()));
        }
    }

    private static String withoutImports(String source) {
        return source.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
    }

    /** The text of each file by its path. */
    private static Map<String, String> generated(String variant) throws IOException, ClassNotFoundException {
        Map<String, String> sources = new LinkedHashMap<>();
        try (URLClassLoader hibernate = new URLClassLoader(jars(variant), ClassLoader.getPlatformClassLoader())) {
            SessionOverrides.sources(hibernate, variant)
                    .forEach((file, text) -> sources.put("dev/ormtracing/hibernate/internal/" + file, text));
        }
        return sources;
    }

    /** The older ones were copied by the build; what else Hibernate needs is on the class path of the test. */
    private static URL[] jars(String variant) throws IOException {
        String[] classPath = System.getProperty("java.class.path").split(File.pathSeparator);
        if (variant.equals("72")) {
            return urls(Arrays.stream(classPath).map(Path::of));
        }
        try (Stream<Path> copied = Files.list(Path.of("target/hibernate" + variant))) {
            Stream<Path> others = Arrays.stream(classPath)
                    .map(Path::of)
                    .filter(path -> !path.getFileName().toString().matches("(hibernate-core|jakarta.persistence).*"));
            return urls(Stream.concat(copied.sorted(), others));
        }
    }

    private static URL[] urls(Stream<Path> paths) {
        return paths.map(SessionOverridesTest::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(path.toString(), e);
        }
    }
}
