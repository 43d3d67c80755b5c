package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.name.SqlTag;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * What the configured propagator says of this span, and of nothing else that a context may have, such as baggage; in
     * the order of the keys. In the format of W3C where none is configured.
     */
    public List<SqlTag> propagated(SpanContext span) {
        List<SqlTag> tags = new ArrayList<>(2);
        Context context = Context.root().with(Span.wrap(span));
        openTelemetry.getPropagators().getTextMapPropagator().inject(context, tags, Telemetry::add);
        if (tags.isEmpty()) {
            W3CTraceContextPropagator.getInstance().inject(context, tags, Telemetry::add);
        }
        tags.sort(SqlTag.BY_KEY);
        return tags;
    }

    private static void add(@Nullable List<SqlTag> tags, String key, String value) {
        SqlTag tag = SqlTag.whole(key, value);
        if (tags != null && tag != null) {
            tags.add(tag);
        }
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
