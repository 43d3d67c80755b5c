package dev.ormtracing.it.backends;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hibernate's own log of a statement carries the trace, as docs/logging.md says. */
class LoggingIT {

    private static final Pattern LINE =
            Pattern.compile("\\S+ DEBUG \\[([0-9a-f]{32}) ([0-9a-f]{16})] org\\.hibernate\\.SQL - (.*)");

    /** The span whose id the line has, and the statement. */
    private static final String LINES = """
            POST /authors: insert into Author (name,id) values (?,?)
            POST /authors: insert into Book (author_id,title,id) values (?,?,?)
            POST /authors: insert into Book (author_id,title,id) values (?,?,?)
            orm:client:operation Author.getSingleResult: select a1_0.id,a1_0.name from Author a1_0 where a1_0.name=?
            POST /authors: select b1_0.author_id,b1_0.id,b1_0.title from Book b1_0 where b1_0.author_id=?
            orm:client:operation Author.insert: insert into Author (name,id) values (?,?)
            """;

    /** A section of the page, the class path of an application that follows it, and how it finds its configuration. */
    enum Logging {
        LOGBACK("Logback", "logging", "logback.configurationFile"),
        LOG4J("Log4j 2", "log4j", "log4j2.configurationFile");

        private final Page page;
        private final String module;
        private final String property;

        Logging(String section, String module, String property) {
            this.page = Page.of("logging.md").section(section);
            this.module = module;
            this.property = property;
        }

        String dependency() {
            return page.blocks("xml").get(0);
        }

        String configuration() {
            return page.blocks("xml").get(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void statement_isLoggedWithTheIdsOfTheSpanAroundIt(Logging logging, @TempDir Path directory) throws Exception {
        Path configuration = directory.resolve("logging.xml");
        Files.writeString(configuration, logging.configuration());
        String classPath = ChildJvm.directory().resolve("target/test-classes")
                + File.pathSeparator
                + ChildJvm.classPath(logging.module + "/target/application.classpath");
        try (OtlpReceiver receiver = OtlpReceiver.start()) {
            String output = new ChildJvm(classPath, "-D" + logging.property + "=" + configuration)
                    .environment(Map.of(
                            "OTEL_EXPORTER_OTLP_ENDPOINT", receiver.endpoint("grpc"),
                            "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
                            "OTEL_METRICS_EXPORTER", "none",
                            "OTEL_LOGS_EXPORTER", "none"))
                    .run("dev.ormtracing.it.backends.library.LibraryProgram");

            Map<String, Span> spans = receiver.spans().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .collect(Collectors.toMap(
                            span -> hex(span.getTraceId().toByteArray())
                                    + hex(span.getSpanId().toByteArray()),
                            span -> span));
            String lines = LINE.matcher(output)
                    .results()
                    .map(line -> label(spans.get(line.group(1) + line.group(2))) + ": " + line.group(3) + "\n")
                    .collect(Collectors.joining());
            assertThat(lines).isEqualTo(LINES);
        }
    }

    @ParameterizedTest
    @EnumSource
    void dependency_isTheOneThatTheTestAboveRunsWith(Logging logging) throws Exception {
        String pom = Files.readString(ChildJvm.directory().resolve(logging.module + "/pom.xml"));

        assertThat(pom.replaceAll("\\s", "")).contains(logging.dependency().replaceAll("\\s", ""));
    }

    private static String label(Span span) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("name"))
                .findFirst()
                .map(name -> span.getName() + " " + name.getValue().getStringValue())
                .orElse(span.getName());
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }
}
