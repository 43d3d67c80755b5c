package dev.ormtracing.it.spring.boot;

/** What spring-boot-dependencies manages. */
public final class Versions {

    public static final String SPRING_BOOT = "3.5.16";
    public static final String SPRING = "6.2.19";
    public static final String HIBERNATE = "6.6.53.Final";
    public static final String OPENTELEMETRY = "1.49.0";
    public static final String H2 = "2.3.232";
    public static final String HIKARI = "6.3.3";
    public static final String JUNIT = "5.12.2";

    /** What makes the OpenTelemetry bean, and what needs it. */
    public static final String OPENTELEMETRY_AUTO_CONFIGURATION =
            "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration,"
                    + "org.springframework.boot.actuate.autoconfigure.logging.OpenTelemetryLoggingAutoConfiguration,"
                    + "org.springframework.boot.actuate.autoconfigure.tracing.OpenTelemetryTracingAutoConfiguration";

    private Versions() {}
}
