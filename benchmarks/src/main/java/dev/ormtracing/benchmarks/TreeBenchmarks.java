package dev.ormtracing.benchmarks;

import dev.ormtracing.core.internal.ChildSpan;
import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OperationTracer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The tree of five spans by itself: made by hand with the bare SDK, which is the floor, and by a frame. The difference
 * is what our bookkeeping costs.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TreeBenchmarks {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("method");
    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("name");

    private static final Attributes QUERY = Attributes.builder()
            .put("db.system.name", "h2")
            .put("db.system", "h2")
            .put("db.namespace", "test")
            .put("db.query.text", "select u1_0.id,u1_0.name from users u1_0 where u1_0.id=?")
            .put("db.query.summary", "SELECT users")
            .build();

    @Param({"UNSAMPLED", "SAMPLED"})
    public Variant variant;

    private final Object session = new Object();
    private Tracer tracer;
    private OperationTracer ours;

    @org.openjdk.jmh.annotations.Setup
    public void start() {
        tracer = variant.openTelemetry().getTracer("benchmark");
        ours = variant.tracing().tracer();
    }

    @Benchmark
    public void bareSdk() {
        Span operation = tracer.spanBuilder("orm:client:operation").startSpan();
        if (!operation.isRecording()) {
            operation.end();
            return;
        }
        operation.setAttribute(METHOD, "find");
        operation.setAttribute(MODEL, "User");
        operation.setAttribute(NAME, "User.find");
        try (Scope ignored = operation.makeCurrent()) {
            tracer.spanBuilder("orm:client:serialize").startSpan().end();
            tracer.spanBuilder("orm:client:connect").startSpan().end();
            Span query = tracer.spanBuilder("orm:client:db_query")
                    .setSpanKind(SpanKind.CLIENT)
                    .setAllAttributes(QUERY)
                    .startSpan();
            try (Scope alsoIgnored = query.makeCurrent()) {
                query.end();
            }
            tracer.spanBuilder("orm:client:hydrate").startSpan().end();
        }
        operation.end();
    }

    @Benchmark
    public void frame() {
        Frame operation = ours.startOperation(session, "find", "User", null);
        ChildSpan connect = ours.startConnect();
        if (connect != null) {
            connect.end();
        }
        operation.selectStarts();
        ChildSpan query = ours.startQuery("SELECT users", QUERY);
        if (query != null) {
            query.end(true);
        }
        operation.selectEnds();
        operation.end();
    }
}
