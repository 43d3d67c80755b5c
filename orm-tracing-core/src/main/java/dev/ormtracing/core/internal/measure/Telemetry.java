package dev.ormtracing.core.internal.measure;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import org.jspecify.annotations.Nullable;

/** Internal: one OpenTelemetry, with the tracers and, once they are asked for, the instruments that it has given us. Thread-safe. */
public final class Telemetry {

    final OpenTelemetry openTelemetry;

    /** What Hibernate does. */
    public final SpareBuilders orm;

    /** What is done to connections, but for statements. */
    public final SpareBuilders connections;

    public final SpareBuilders statements;
    private volatile @Nullable Metrics metrics;

    Telemetry(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
        Tracer jdbc = InstrumentationScope.JDBC.tracer(openTelemetry);
        this.orm = new SpareBuilders(InstrumentationScope.HIBERNATE.tracer(openTelemetry), SpanKind.INTERNAL);
        this.connections = new SpareBuilders(jdbc, SpanKind.INTERNAL);
        this.statements = new SpareBuilders(jdbc, SpanKind.CLIENT);
    }

    /** How many traces are kept, in the words of the SDK. */
    public String sampling() {
        return SamplerDescription.of(orm.tracer);
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
