package dev.ormtracing.it.spring.boot;

/** What spring-boot-dependencies manages. */
public final class Versions {

    public static final String SPRING_BOOT = "4.1.2";
    public static final String SPRING = "7.0.10";
    public static final String HIBERNATE = "7.4.13.Final";
    public static final String OPENTELEMETRY = "1.62.0";
    public static final String H2 = "2.4.240";
    public static final String HIKARI = "7.0.2";
    public static final String JUNIT = "6.0.3";

    /** What makes the OpenTelemetry bean, and what needs it. */
    public static final String OPENTELEMETRY_AUTO_CONFIGURATION =
            "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration,"
                    + "org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration";

    private Versions() {}
}
