package dev.ormtracing.examples.quickstart;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.Map;
import java.util.Optional;

/**
 * The OpenTelemetry SDK of the application, configured by the {@code OTEL_*} variables and registered globally, where
 * the tracing of Hibernate finds it. It hands each span to a processor of our own, and holds back the exporters.
 */
final class Telemetry implements AutoCloseable {

    private final HeldExporters exporters = new HeldExporters();
    private final OpenTelemetrySdk sdk;
    private final Optional<ScrapedMetrics> metrics =
            ScrapedMetrics.ofPort(Integer.getInteger("quickstart.prometheus.port", 0));

    Telemetry(SpanProcessor processor) {
        sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(Telemetry::defaults)
                .addPropertiesCustomizer(Telemetry::exportOnlyWhereAskedFor)
                .addSpanExporterCustomizer(exporters::hold)
                .addTracerProviderCustomizer((provider, config) -> provider.addSpanProcessor(processor))
                .addMeterProviderCustomizer((provider, config) -> {
                    metrics.ifPresent(server -> provider.registerMetricReader(server.reader()));
                    return provider;
                })
                .disableShutdownHook()
                .setResultAsGlobal()
                .build()
                .getOpenTelemetrySdk();
    }

    Optional<ScrapedMetrics> metrics() {
        return metrics;
    }

    HeldExporters exporters() {
        return exporters;
    }

    @Override
    public void close() {
        exporters.close();
        sdk.close();
    }

    private static Map<String, String> defaults() {
        return Map.of(
                "otel.service.name", "orm-tracing-quickstart",
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    /** The SDK's own default is a collector on this machine, and an error in the log when there is none. */
    private static Map<String, String> exportOnlyWhereAskedFor(ConfigProperties config) {
        boolean asked = config.getString("otel.traces.exporter") != null
                || config.getString("otel.exporter.otlp.endpoint") != null
                || config.getString("otel.exporter.otlp.traces.endpoint") != null;
        return asked ? Map.of() : Map.of("otel.traces.exporter", "none");
    }
}
