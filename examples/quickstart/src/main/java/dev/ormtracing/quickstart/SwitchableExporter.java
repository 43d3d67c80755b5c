package dev.ormtracing.quickstart;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** Hands spans on until it is switched off. */
final class SwitchableExporter implements SpanExporter {

    private final SpanExporter exporter;
    private volatile boolean on = true;

    SwitchableExporter(SpanExporter exporter) {
        this.exporter = exporter;
    }

    void switchOff() {
        on = false;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        return on ? exporter.export(spans) : CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
