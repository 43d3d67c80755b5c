package dev.ormtracing.it.reliability;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.testing.TraceInvariants;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import jakarta.persistence.Persistence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/** An application that is traced in one mode. */
final class TracedSide implements AutoCloseable {

    private final TraceInvariants invariants = TraceInvariants.standard();

    private final TracingMode mode;
    private final TraceRecorder recorder;
    private final Side side;

    TracedSide(Store store, TracingMode mode, UnaryOperator<DataSource> driver) throws SQLException {
        this.mode = mode;
        recorder = TraceRecorder.builder()
                .tracerProvider(provider -> provider.setSampler(mode.sampler()))
                .openTelemetry(
                        sdk -> sdk.setMeterProvider(SdkMeterProvider.builder().build()))
                .build();
        OrmTracing tracing = mode.apply(OrmTracing.builder().openTelemetry(recorder.openTelemetry()))
                .build();
        side = new Side(store, driver, settings -> {
            settings.put("hibernate.orm_tracing.tracing", tracing);
            return Persistence.createEntityManagerFactory("blog", settings).unwrap(SessionFactory.class);
        });
    }

    /** What it does otherwise than expected, or what tracing leaves behind; null if nothing. */
    @Nullable
    String difference(Program program, Outcome expected, boolean belowASpan) throws SQLException {
        recorder.reset();
        // What a program before has left open must not be held against this one. The collector may end it at any time.
        List<String> open = recorder.openSpans();
        long failures = Guard.failures();
        Context context = Context.current();
        String difference = run(program, belowASpan).differenceFrom(expected);
        if (difference != null) {
            return difference;
        }
        List<String> left = new ArrayList<>(invariants.violations(recorder.traces()));
        List<String> openNow = new ArrayList<>(recorder.openSpans());
        open.forEach(openNow::remove);
        openNow.forEach(name -> left.add("[" + name + "] has not ended"));
        if (Context.current() != context) {
            left.add("a scope was not closed");
            context.makeCurrent();
        }
        if (Guard.failures() != failures) {
            left.add("tracing failed " + (Guard.failures() - failures) + " times");
        }
        return left.isEmpty() ? null : String.join("\n", left) + "\n" + recorder.traces();
    }

    private Outcome run(Program program, boolean belowASpan) throws SQLException {
        if (!belowASpan) {
            return side.run(program);
        }
        Span span = recorder.openTelemetry()
                .getTracer("application")
                .spanBuilder("program")
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            return side.run(program);
        } finally {
            span.end();
        }
    }

    TracingMode mode() {
        return mode;
    }

    @Override
    public void close() throws SQLException {
        side.close();
        recorder.close();
    }
}
