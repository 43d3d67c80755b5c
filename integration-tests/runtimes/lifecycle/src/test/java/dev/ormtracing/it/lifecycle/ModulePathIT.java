package dev.ormtracing.it.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules: what an application requires, what it may use, and that its operations are traced on the module path. */
class ModulePathIT {

    private static final Path SOURCES = Path.of("src", "modules", "dev.ormtracing.it.modular");

    private static final Predicate<String> MODULES = name -> name.matches(
            "(orm-tracing-(core|jdbc-proxy|hibernate|testing|report|console)-\\d|opentelemetry-|hibernate|jakarta|h2|jboss|"
                    + "byte-buddy|classmate|antlr4|jspecify|jaxb|txw2|istack|angus).*\\.jar");

    @Test
    void operation_isTracedOnTheModulePath(@TempDir Path classes) throws Exception {
        String modules = JavaProcess.path(MODULES);
        Path code = SOURCES.resolve(Path.of("dev", "ormtracing", "it", "modular"));

        int errors = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "-d",
                        classes.toString(),
                        "-p",
                        modules,
                        SOURCES.resolve("module-info.java").toString(),
                        code.resolve("Note.java").toString(),
                        code.resolve("Notes.java").toString());

        assertThat(errors).isZero();
        assertThat(JavaProcess.run(
                        "-p",
                        classes + File.pathSeparator + modules,
                        // Hibernate's jar has no descriptor that would name what it needs.
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "-m",
                        "dev.ormtracing.it.modular/dev.ormtracing.it.modular.Notes"))
                .contains(
                        "orm:client:operation",
                        "orm:client:connect",
                        "orm:client:db_query",
                        "<!DOCTYPE html>",
                        "console");
    }

    @Test
    void internalPackages_areHiddenFromApplications(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("module-info.java"), "module curious { requires dev.ormtracing.core; }");
        Files.writeString(
                folder.resolve("Curious.java"),
                "package curious; class Curious { dev.ormtracing.core.internal.base.Guard g; }");
        StringWriter messages = new StringWriter();

        int errors = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(messages),
                        new PrintWriter(messages),
                        "-d",
                        folder.toString(),
                        // Not that of the tests, which has the package too.
                        "-cp",
                        folder.toString(),
                        "-p",
                        JavaProcess.path(MODULES),
                        folder.resolve("module-info.java").toString(),
                        folder.resolve("Curious.java").toString());

        assertThat(errors).isNotZero();
        assertThat(messages.toString())
                .contains(
                        "package dev.ormtracing.core.internal.base is declared in module dev.ormtracing.core, which does "
                                + "not export it to module curious");
    }
}
