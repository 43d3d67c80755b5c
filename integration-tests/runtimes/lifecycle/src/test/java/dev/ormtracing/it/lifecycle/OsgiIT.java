package dev.ormtracing.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.bundle.Notes;
import dev.ormtracing.it.bundle.Statements;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our jars in an OSGi framework, beside the bundles of others as they are published. */
class OsgiIT {

    private static final String TRACED = "dev.ormtracing.core,dev.ormtracing.jdbc,io.opentelemetry.api,"
            + "io.opentelemetry.context,io.opentelemetry.sdk,io.opentelemetry.sdk.common,io.opentelemetry.sdk.trace,"
            + "javax.sql,org.h2.jdbcx,org.osgi.framework";
    private static final String BASE =
            "orm-tracing-(core|jdbc-proxy|testing|report|console)-|opentelemetry-(api|common|"
                    + "context|sdk|sdk-common|sdk-logs|sdk-metrics|sdk-trace)-\\d|h2-|jspecify|org.apache.aries.spifly";

    @Test
    void statement_isTracedInItsBundles(@TempDir Path folder) throws Exception {
        assertThat(answer(folder, Statements.class, TRACED, BASE))
                .anySatisfy(line -> assertThat(line).contains("orm:client:db_query"));
    }

    @Test
    void operation_isTracedInItsBundles(@TempDir Path folder) throws Exception {
        String imports = TRACED + ",dev.ormtracing.hibernate,jakarta.persistence,org.hibernate,"
                + "org.hibernate.boot.registry,org.hibernate.cfg,"
                // What the classes need that Hibernate makes in the application's loader.
                + "org.hibernate.bytecode.spi,org.hibernate.engine.spi,org.hibernate.proxy";
        String jars = BASE + "|orm-tracing-hibernate-|hibernate-|jakarta|jboss-logging|byte-buddy|classmate|antlr4";

        assertThat(answer(folder, Notes.class, imports, jars))
                .anySatisfy(line ->
                        assertThat(line).contains("orm:client:operation", "orm:client:connect", "orm:client:db_query"));
    }

    /** What a bundle with that activator prints beside those jars, in a JVM of its own. */
    private static List<String> answer(Path folder, Class<?> activator, String imports, String jars) throws Exception {
        Path classes = Path.of(
                OsgiIT.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        String framework = JavaProcess.path(name -> name.startsWith("org.apache.felix.framework"));
        List<String> arguments = new ArrayList<>(List.of(
                "-cp",
                classes + File.pathSeparator + framework,
                Bundles.class.getName(),
                folder.toString(),
                activator.getName(),
                imports));
        arguments.addAll(List.of(
                JavaProcess.path(name -> name.matches("(" + jars + ").*\\.jar")).split(File.pathSeparator)));
        return JavaProcess.run(arguments.toArray(String[]::new));
    }
}
