package dev.ormtracing.testing;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A tree to be recorded by the real SDK, with made-up times: leaves take 10 µs, 1 µs lies between any two instants. */
final class SampleSpan {

    private static final long BASE = 1_700_000_000_000_000_000L;

    private final String name;
    private final SpanKind kind;
    private final List<Consumer<SpanBuilder>> attributes = new ArrayList<>();
    private final List<Consumer<Span>> events = new ArrayList<>();
    private final List<SampleSpan> children = new ArrayList<>();
    private String errorType;
    private boolean error;
    private String scope = "sample";
    private long start = -1;
    private long end = -1;

    private SampleSpan(String name, SpanKind kind) {
        this.name = name;
        this.kind = kind;
    }

    static SampleSpan orm(String type) {
        return new SampleSpan("orm:client:" + type, SpanKind.INTERNAL);
    }

    static SampleSpan operation(String name) {
        return orm("operation").attribute("name", name);
    }

    static SampleSpan query(String summary) {
        return new SampleSpan("orm:client:db_query", SpanKind.CLIENT).attribute("db.query.summary", summary);
    }

    static SampleSpan app(String name) {
        return new SampleSpan(name, SpanKind.INTERNAL);
    }

    static SampleSpan app(String name, SpanKind kind) {
        return new SampleSpan(name, kind);
    }

    /** The tree that most tests start from. */
    static SampleSpan find(String model) {
        return operation(model + ".find")
                .with(orm("serialize"), orm("connect"), query("SELECT " + model), orm("hydrate"));
    }

    SampleSpan with(SampleSpan... more) {
        children.addAll(List.of(more));
        return this;
    }

    SampleSpan attribute(String key, String value) {
        attributes.add(builder -> builder.setAttribute(key, value));
        return this;
    }

    SampleSpan attribute(String key, List<String> values) {
        attributes.add(builder -> builder.setAttribute(AttributeKey.stringArrayKey(key), values));
        return this;
    }

    SampleSpan attribute(String key, long value) {
        attributes.add(builder -> builder.setAttribute(key, value));
        return this;
    }

    SampleSpan attribute(String key, double value) {
        attributes.add(builder -> builder.setAttribute(key, value));
        return this;
    }

    SampleSpan attribute(String key, boolean value) {
        attributes.add(builder -> builder.setAttribute(AttributeKey.booleanKey(key), value));
        return this;
    }

    SampleSpan nPlusOne(String subject, long count, double seconds, String loadedBy, String remedy) {
        events.add(span -> span.addEvent(
                "orm.n_plus_one",
                Attributes.builder()
                        .put("orm.n_plus_one.subject", subject)
                        .put("orm.n_plus_one.count", count)
                        .put("orm.n_plus_one.duration", seconds)
                        .put("orm.n_plus_one.loaded_by", loadedBy)
                        .put("orm.n_plus_one.remedy", remedy)
                        .build()));
        return this;
    }

    SampleSpan error(String type) {
        error = true;
        errorType = type;
        return this;
    }

    SampleSpan error() {
        error = true;
        return this;
    }

    SampleSpan scope(String name) {
        scope = name;
        return this;
    }

    /** Nanoseconds since an arbitrary instant. */
    SampleSpan at(long startNanos, long endNanos) {
        start = startNanos;
        end = endNanos;
        return this;
    }

    void record(OpenTelemetry openTelemetry) {
        record(openTelemetry, Context.root());
    }

    void record(OpenTelemetry openTelemetry, Context parent) {
        record(openTelemetry, parent, 0);
    }

    private long record(OpenTelemetry openTelemetry, Context parent, long now) {
        long from = start >= 0 ? start : now;
        Span span = start(openTelemetry, parent, from);
        long time = from;
        for (SampleSpan child : children) {
            time = child.record(openTelemetry, parent.with(span), time + 1000);
        }
        long until = end >= 0 ? end : children.isEmpty() ? from + 10_000 : time + 1000;
        span.end(BASE + until, NANOSECONDS);
        return until;
    }

    private Span start(OpenTelemetry openTelemetry, Context parent, long from) {
        SpanBuilder builder = openTelemetry
                .getTracer(scope)
                .spanBuilder(name)
                .setParent(parent)
                .setSpanKind(kind)
                .setStartTimestamp(BASE + from, NANOSECONDS);
        attributes.forEach(attribute -> attribute.accept(builder));
        Span span = builder.startSpan();
        events.forEach(event -> event.accept(span));
        if (error) {
            span.setStatus(StatusCode.ERROR);
        }
        if (errorType != null) {
            span.setAttribute("error.type", errorType);
        }
        return span;
    }

    /** Traces of these trees, in this order. */
    static Traces traces(SampleSpan... trees) {
        TraceRecorder recorder = TraceRecorder.create();
        for (SampleSpan tree : trees) {
            tree.record(recorder.openTelemetry());
        }
        return recorder.traces();
    }
}
