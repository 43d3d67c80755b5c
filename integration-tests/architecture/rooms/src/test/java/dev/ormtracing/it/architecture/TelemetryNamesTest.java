package dev.ormtracing.it.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the library emits is named in {@code docs/api/telemetry.txt}, and changes only together with it: run with
 * {@code -Dapi.write=true} and read the difference. VERSIONING.md says what a change means.
 */
class TelemetryNamesTest {

    private static final Path ROOT = Path.of("..", "..", "..");
    private static final Path PROMISED = ROOT.resolve(Path.of("docs", "api", "telemetry.txt"));

    private static final List<String> MODULES = List.of(
            "orm-tracing-core", "orm-tracing-jdbc-proxy", "orm-tracing-hibernate", "orm-tracing-spring-boot-starter");
    private static final List<String> PACKAGES =
            List.of("dev.ormtracing.core.", "dev.ormtracing.jdbc.", "dev.ormtracing.hibernate.");

    private static final String TEXT = "\"((?:db|orm)\\.[a-z_0-9]+(?:\\.[a-z_0-9]+)*\\.?)\"";

    private static final Pattern NAME = Pattern.compile(TEXT);
    private static final Pattern EVENT = Pattern.compile("EVENT = " + TEXT);
    private static final Pattern INSTRUMENTS = Pattern.compile("(histogram|[cC]ounter|gauge)Builder\\(");

    @Test
    void namesOfSpansAttributesMetricsAndEvents_areThoseThatArePromised() throws IOException {
        String names = String.join("\n", names()) + "\n";

        if (Boolean.getBoolean("api.write")) {
            Files.writeString(PROMISED, names);
        }

        assertThat(names)
                .as("If this is meant, write it down with -Dapi.write=true, and name it in CHANGELOG.md")
                .isEqualTo(Files.readString(PROMISED));
    }

    private static List<String> names() {
        Map<String, String> types = attributeTypes();
        Set<String> metrics = literals(NAME, text -> INSTRUMENTS.matcher(text).find());
        metrics.removeIf(name -> name.equals("db.response.status_code"));
        Set<String> events = literals(EVENT, text -> true);
        Set<String> others = literals(NAME, text -> true);
        others.removeIf(name -> types.containsKey(name)
                || metrics.contains(name)
                || events.contains(name)
                || name.startsWith("orm.tracing"));
        return Stream.of(
                        Stream.of(SpanType.values()).map(type -> "step " + type.suffix),
                        types.entrySet().stream().map(entry -> "attribute " + entry.getKey() + " " + entry.getValue()),
                        metrics.stream().map("metric "::concat),
                        events.stream().map("event "::concat),
                        // Prefixes of attributes, and what is none of the above.
                        others.stream().map("name "::concat))
                .flatMap(lines -> lines)
                .toList();
    }

    private static Map<String, String> attributeTypes() {
        Map<String, String> types = new TreeMap<>();
        PublishedClasses.ALL.stream()
                .filter(type -> PACKAGES.stream().anyMatch(type.getName()::startsWith) && !type.isAnonymousClass())
                .flatMap(TelemetryNamesTest::keys)
                .forEach(key -> types.put(key.getKey(), key.getType().name().toLowerCase(Locale.ROOT)));
        return types;
    }

    /** Those of constants: of the class, and of each value of an enum. */
    private static Stream<AttributeKey<?>> keys(JavaClass type) {
        if (type.getAllFields().stream().noneMatch(field -> field.getRawType().isEquivalentTo(AttributeKey.class))) {
            return Stream.empty();
        }
        Class<?> reflected = type.reflect();
        Stream<Field> fields =
                Stream.of(reflected.getDeclaredFields()).filter(field -> field.getType() == AttributeKey.class);
        return fields.flatMap(field -> Modifier.isStatic(field.getModifiers())
                ? Stream.of(key(field, null))
                : reflected.isEnum()
                        ? Stream.of(reflected.getEnumConstants()).map(value -> key(field, value))
                        : Stream.empty());
    }

    private static AttributeKey<?> key(Field field, Object object) {
        field.setAccessible(true);
        try {
            return (AttributeKey<?>) field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Set<String> literals(Pattern pattern, Predicate<String> files) {
        return MODULES.stream()
                .map(module -> ROOT.resolve(Path.of(module, "src", "main")))
                .flatMap(TelemetryNamesTest::javaFiles)
                .filter(files)
                .flatMap(text -> pattern.matcher(text).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> javaFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(TelemetryNamesTest::read)
                    .toList()
                    .stream();
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
