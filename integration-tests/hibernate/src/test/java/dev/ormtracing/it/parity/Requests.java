package dev.ormtracing.it.parity;

import dev.ormtracing.it.fixture.TracedUnit;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;

/** A span of the application. */
final class Requests {

    private Requests() {}

    static void under(TracedUnit unit, String name, Runnable work) {
        Span span = unit.recorder()
                .openTelemetry()
                .getTracer("application")
                .spanBuilder(name)
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
    }
}
