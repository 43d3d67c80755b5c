package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.LibraryVersion;
import io.opentelemetry.api.OpenTelemetry;
import org.jspecify.annotations.Nullable;

/** Internal: one OpenTelemetry, with the tracer and, once they are asked for, the instruments that it has given us. Thread-safe. */
public final class Telemetry {

    static final String SCOPE = "dev.ormtracing";

    final OpenTelemetry openTelemetry;
    public final SpareBuilders spans;
    private volatile @Nullable Metrics metrics;

    Telemetry(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
        this.spans = new SpareBuilders(openTelemetry
                .tracerBuilder(SCOPE)
                .setInstrumentationVersion(LibraryVersion.get())
                .build());
    }

    Metrics metrics() {
        Metrics known = metrics;
        return known == null ? makeMetrics() : known;
    }

    private synchronized Metrics makeMetrics() {
        Metrics known = metrics;
        if (known == null) {
            known = new Metrics(openTelemetry);
            metrics = known;
        }
        return known;
    }
}
