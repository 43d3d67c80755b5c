package dev.ormtracing.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ormtracing.core.OrmTracing;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.convert.DurationStyle;

/** What an IDE is told of the properties is what core has. */
class MetadataTest {

    /** Text there, a function here. */
    private static final List<String> WITHOUT_DEFAULT =
            List.of("orm.tracing.query-parameter-hidden-columns", "orm.tracing.leave-out-statements");

    private static final Map<Class<?>, Class<?>> BOXED = Map.of(boolean.class, Boolean.class, int.class, Integer.class);

    @Test
    void names_areThoseOfCore() throws IOException {
        assertThat(properties().map(property -> property.get("name").asText()))
                .containsExactlyInAnyOrderElementsOf(namesInCore());
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyProperty_isDescribed(JsonNode property) {
        assertThat(property.get("description").asText()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("properties")
    void typesAndDefaults_areThoseOfCore(JsonNode property) throws ReflectiveOperationException {
        String name = property.get("name").asText();
        if (WITHOUT_DEFAULT.contains(name)) {
            assertThat(property.has("defaultValue")).isFalse();
            return;
        }
        Field field = field(OrmTracing.Builder.class, camelCase(name));
        field.setAccessible(true);
        assertThat(property.get("type").asText())
                .isEqualTo(BOXED.getOrDefault(field.getType(), field.getType()).getName());
        assertThat(property.get("defaultValue").asText())
                .satisfies(text -> assertThat(read(text, field.getType()))
                        .isEqualTo(read(field.get(OrmTracing.builder()).toString(), field.getType())));
    }

    @Test
    void hints_areOfProperties() throws IOException {
        List<String> names = namesInCore();

        assertThat(StreamSupport.stream(metadata().get("hints").spliterator(), false))
                .isNotEmpty()
                .allMatch(hint -> names.contains(hint.get("name").asText()));
    }

    private static Field field(Class<?> builder, String name) throws NoSuchFieldException {
        for (Class<?> type = builder; type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return field;
                }
            }
        }
        throw new NoSuchFieldException(name);
    }

    private static Object read(String text, Class<?> type) {
        return type == Duration.class ? DurationStyle.detectAndParse(text) : text.toLowerCase(Locale.ROOT);
    }

    private static String camelCase(String name) {
        StringBuilder text = new StringBuilder();
        boolean up = false;
        for (char c : name.substring("orm.tracing.".length()).toCharArray()) {
            if (c != '-') {
                text.append(up ? Character.toUpperCase(c) : c);
            }
            up = c == '-';
        }
        return text.toString();
    }

    private static List<String> namesInCore() {
        List<String> names = new ArrayList<>();
        OrmTracing.builder().settings("orm.tracing."::concat, name -> {
            names.add(name);
            return null;
        });
        return names;
    }

    static Stream<JsonNode> properties() throws IOException {
        return StreamSupport.stream(metadata().get("properties").spliterator(), false);
    }

    /** Of this module: other jars on the class path have such a file too. */
    private static JsonNode metadata() throws IOException {
        URL classes = OrmTracingAutoConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        try (URLClassLoader module = new URLClassLoader(new URL[] {classes}, null);
                InputStream in = module.getResourceAsStream("META-INF/spring-configuration-metadata.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
