package dev.ormtracing.examples.quickstart;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The exporters that the {@code OTEL_*} variables ask for, held back from the SDK: they get the spans of the run that is
 * printed when it is over. So nobody looks through the thousands of the warm-up, and no exporter takes time that an
 * operation seems to take. An application of yours wants nothing of the kind.
 */
final class HeldExporters implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;

    private final List<SpanExporter> exporters = new CopyOnWriteArrayList<>();

    /** Gives the SDK one that does nothing in its place. */
    SpanExporter hold(SpanExporter exporter, ConfigProperties config) {
        exporters.add(exporter);
        return SpanExporter.composite();
    }

    boolean isEmpty() {
        return exporters.isEmpty();
    }

    /** Whether all of them took the spans. */
    boolean export(Collection<SpanData> spans) {
        return each(exporter -> exporter.export(spans));
    }

    @Override
    public void close() {
        each(SpanExporter::shutdown);
    }

    private boolean each(Function<SpanExporter, CompletableResultCode> action) {
        return CompletableResultCode.ofAll(exporters.stream().map(action).toList())
                .join(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .isSuccess();
    }
}
