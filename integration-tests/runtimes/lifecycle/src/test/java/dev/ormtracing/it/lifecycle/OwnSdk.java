package dev.ormtracing.it.lifecycle;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;

/** A global SDK in the class loader of who calls it. */
final class OwnSdk implements AutoCloseable {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .buildAndRegisterGlobal();

    /** Runs the application with an SDK of its own; called by reflection. */
    static int run() throws Exception {
        try (OwnSdk sdk = new OwnSdk()) {
            Shop.run();
            return sdk.finished();
        }
    }

    int finished() {
        return spans.getFinishedSpanItems().size();
    }

    @Override
    public void close() {
        sdk.close();
    }
}
