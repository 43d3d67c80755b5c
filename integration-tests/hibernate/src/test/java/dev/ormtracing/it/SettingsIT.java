package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.testing.TraceRecorder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Single settings, given to JPA, and the environment of a process. */
class SettingsIT {

    @Test
    void settingsOfAFactory_areGivenToJpa() {
        try (TraceRecorder recorder =
                TraceRecorder.builder().spanNamePrefix("mine:").build()) {
            recorder.registerGlobally();

            find(Map.of(
                    "hibernate.orm_tracing.span_name_prefix",
                    "mine:",
                    "hibernate.orm_tracing.min_phase_duration",
                    Duration.ofHours(1)));

            assertThatTraces(recorder.traces()).hasOperation("Tag.find").withQueries(1);
            assertThat(recorder.traces().operations("Tag.find").get(0).text()).isEqualTo("""
                    operation Tag.find
                      db_query CLIENT select tags""");
        }
    }

    @Test
    void enabledFalse_ofTheEnvironment_switchesOffWhatHasNoSettings() throws Exception {
        assertThat(child(Map.of("ORM_TRACING_ENABLED", "false"))).isEqualTo("operations=0 spans=0");
        assertThat(child(Map.of())).isEqualTo("operations=1 spans=5");
    }

    @Test
    void settingOfTheFactory_winsOverTheEnvironment() throws Exception {
        assertThat(child(Map.of("ORM_TRACING_ENABLED", "false"), "hibernate.orm_tracing.enabled", "true"))
                .isEqualTo("operations=1 spans=5");
        assertThat(child(Map.of("ORM_TRACING_DETAIL", "compact"), "hibernate.orm_tracing.detail", "full"))
                .isEqualTo("operations=1 spans=5");
        assertThat(child(Map.of("ORM_TRACING_DETAIL", "compact"))).isEqualTo("operations=1 spans=2");
    }

    private static void find(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("hibernate.connection.url", "jdbc:h2:mem:settings");
        all.put("hibernate.hbm2ddl.auto", "create-drop");
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", all);
                EntityManager entities = factory.createEntityManager()) {
            entities.find(Tag.class, 1L);
        }
    }

    private static String child(Map<String, String> environment, String... setting)
            throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName());
        java.command().addAll(List.of(setting));
        java.environment().putAll(environment);
        Process process = java.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }

    /** Says what the environment of its process leaves of one call. */
    static final class Child {

        public static void main(String[] setting) {
            try (TraceRecorder recorder = TraceRecorder.create()) {
                recorder.registerGlobally();
                find(setting.length == 0 ? Map.of() : Map.of(setting[0], setting[1]));
                System.out.println(
                        "operations=" + recorder.traces().operations().size() + " spans="
                                + recorder.traces().operations().stream()
                                        .mapToLong(tree -> tree.stream().count())
                                        .sum());
            }
        }
    }
}
