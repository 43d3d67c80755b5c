package dev.ormtracing.quickstart;

import dev.ormtracing.testing.TreePrintingSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;

/**
 * The SDK, as an application sets it up: by the {@code OTEL_*} variables. The trees are printed; with
 * {@code OTEL_EXPORTER_OTLP_ENDPOINT} they are also sent there.
 */
final class Telemetry implements AutoCloseable {

    private static final boolean EXPORTS = System.getenv("OTEL_EXPORTER_OTLP_ENDPOINT") != null
            || System.getProperty("otel.exporter.otlp.endpoint") != null;

    private final Gaps gaps = new Gaps();
    private final SwitchableExporter printer = new SwitchableExporter(TreePrintingSpanExporter.create());
    private final OpenTelemetrySdk sdk;

    Telemetry() {
        sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(Telemetry::defaults)
                .addTracerProviderCustomizer(
                        (provider, configuration) -> provider.addSpanProcessor(SimpleSpanProcessor.create(printer))
                                .addSpanProcessor(SimpleSpanProcessor.create(gaps)))
                .disableShutdownHook()
                .setResultAsGlobal()
                .build()
                .getOpenTelemetrySdk();
    }

    boolean exports() {
        return EXPORTS;
    }

    /** From now on, measures instead of printing. */
    Gaps measure() {
        printer.switchOff();
        gaps.reset();
        return gaps;
    }

    private static Map<String, String> defaults() {
        return Map.of(
                "otel.service.name", "orm-tracing-quickstart",
                "otel.traces.exporter", EXPORTS ? "otlp" : "none",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
    }

    @Override
    public void close() {
        sdk.close();
    }
}
