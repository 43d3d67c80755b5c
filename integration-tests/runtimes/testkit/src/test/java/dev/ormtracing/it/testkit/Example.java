package dev.ormtracing.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/**
 * Code as it stands in the documentation: a test class, the field of one, or some statements.
 *
 * @param preparation what the reader is told to have happened before
 */
record Example(String place, String code, String preparation) {

    private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?class (\\w+)");

    private static final String IMPORTS = """
            import static dev.ormtracing.it.testkit.example.Application.*;
            import static dev.ormtracing.testing.TraceAssertions.*;
            import dev.ormtracing.core.OrmTracing;
            import dev.ormtracing.it.testkit.example.*;
            import dev.ormtracing.testing.*;
            import dev.ormtracing.testing.budget.*;
            import io.opentelemetry.api.OpenTelemetry;
            import io.opentelemetry.sdk.OpenTelemetrySdk;
            import io.opentelemetry.sdk.trace.SdkTracerProvider;
            import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
            import java.nio.file.Path;
            import org.hibernate.SessionFactory;
            import org.junit.jupiter.api.Test;
            import org.junit.jupiter.api.extension.ExtendWith;
            import org.junit.jupiter.api.extension.RegisterExtension;
            """;

    void run(Path directory) throws IOException, ClassNotFoundException {
        Matcher named = CLASS.matcher(code);
        String name = named.find() ? named.group(1) : "Example";
        Path source = directory.resolve(name + ".java");
        Files.writeString(source, IMPORTS + whole());
        compile(source, directory);
        URL[] urls = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader())) {
            Events tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(loader.loadClass(name)))
                    .execute()
                    .testEvents();
            assertThat(tests.finished().stream().map(event -> event.getRequiredPayload(TestExecutionResult.class)))
                    .singleElement()
                    .isEqualTo(TestExecutionResult.successful());
        }
    }

    private String whole() {
        if (CLASS.matcher(code).find()) {
            return code;
        }
        if (code.startsWith("@RegisterExtension")) {
            return "class Example {\n" + code
                    + "\n@Test void test() { sessionFactory(OrmTracing.create(tracing.openTelemetry())).close(); }\n}\n";
        }
        return """
                @ExtendWith(OrmTracingExtension.class)
                class Example {
                    @Test
                    void test(OpenTelemetry openTelemetry, Traces traces) throws Exception {
                        try (var sessions = sessionFactory(OrmTracing.create(openTelemetry));
                                var entityManager = sessions.createEntityManager()) {
                """ + preparation + code + "\n}\n}\n}\n";
    }

    private static void compile(Path source, Path directory) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter output = new StringWriter();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> options =
                List.of("-proc:none", "-parameters", "-d", directory.toString(), "-classpath", classPath);
        try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
            boolean compiles = javac.getTask(output, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiles).as(output.toString()).isTrue();
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
