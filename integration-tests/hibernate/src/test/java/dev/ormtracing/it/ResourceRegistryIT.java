package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.servers.Database;
import dev.ormtracing.it.servers.DatabaseServers;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hibernate's own book of the statements and result sets that it has opened and closed. */
class ResourceRegistryIT {

    private static final List<String> LOGGERS =
            List.of("org.hibernate.orm.resource.registry", "org.hibernate.resource.jdbc");

    /** What Hibernate says of a statement or result set that it cannot find, clean or close. */
    private static final String TROUBLE =
            "(?i).*(not registered|unable to|exception clearing|no statement associated).*";

    @Test
    void everyResource_isReleasedAsWithoutTracing() throws Exception {
        Map<String, List<String>> sections =
                sections(Database.all().stream().map(Database::name).toArray(String[]::new));

        assertThat(sections).hasSize(2 * Database.all().size());
        assertThat(sections).allSatisfy((section, log) -> {
            assertThat(log).noneMatch(line -> line.matches(TROUBLE));
            assertThat(count(log, "Registering statement")).isGreaterThan(10);
            assertThat(unreleased(log)).isZero();
        });
        for (Database database : Database.all()) {
            assertThat(sections.get(database + " traced")).isEqualTo(sections.get(database + " untraced"));
        }
    }

    @Test
    void cursorLeftOpen_isNoticed() throws Exception {
        assertThat(sections("H2", ResourceProgram.LEAK))
                .hasSize(2)
                .allSatisfy((section, log) -> assertThat(unreleased(log)).isOne());
    }

    private static long unreleased(List<String> log) {
        return count(log, "Registering statement") - count(log, "Releasing statement");
    }

    private static long count(List<String> log, String event) {
        return log.stream().filter(line -> line.contains(event)).count();
    }

    /** What the log says in each section, without the names of the objects. */
    private static Map<String, List<String>> sections(String... arguments) throws IOException, InterruptedException {
        Process program = new ProcessBuilder(command(arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(program.waitFor()).as(output).isZero();
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.startsWith(ResourceProgram.SECTION)) {
                current = new ArrayList<>();
                sections.put(line.substring(ResourceProgram.SECTION.length()), current);
            } else {
                current.add(line.replaceAll("(.*\\b(TRACE|DEBUG)\\b[^\\[]*)\\[.*", "$1"));
            }
        }
        assertThat(sections).containsKey("end");
        sections.keySet().removeAll(Set.of("boot", "first", "end"));
        return sections;
    }

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        Stream.of(DatabaseServers.DIRECTORY, DatabaseServers.MYSQL, "org.jboss.logging.provider")
                .filter(name -> System.getProperty(name) != null)
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add("-Dorg.slf4j.simpleLogger.logFile=System.out");
        command.add("-Dorg.slf4j.simpleLogger.showThreadName=false");
        LOGGERS.forEach(logger -> command.add("-Dorg.slf4j.simpleLogger.log." + logger + "=trace"));
        command.add("-cp");
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(ResourceProgram.class.getName());
        command.addAll(List.of(arguments));
        return command;
    }
}
