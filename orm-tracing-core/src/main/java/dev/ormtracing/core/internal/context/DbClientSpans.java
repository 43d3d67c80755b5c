package dev.ormtracing.core.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.instrumentation.api.internal.SpanKey;

/**
 * How instrumentation that is built on OpenTelemetry's instrumentation API finds out that a statement is traced already:
 * {@code opentelemetry-jdbc}, the Spring Boot starter that uses it, and the Java agent. We look at the same key, and set it.
 * That API is optional; without it, nothing here does anything.
 */
public final class DbClientSpans {

    private static final boolean AVAILABLE = isAvailable();

    private DbClientSpans() {}

    /** Whether a statement is running in the context that has a span, somebody else's or of another tracing of ours. */
    public static boolean isOpen(Context context) {
        return AVAILABLE && SpanKey.DB_CLIENT.fromContextOrNull(context) != null;
    }

    /** The context in which nobody else makes a span of the same statement. */
    static Context hold(Context context, Span span) {
        return AVAILABLE ? SpanKey.DB_CLIENT.storeInContext(context, span) : context;
    }

    private static boolean isAvailable() {
        try {
            SpanKey.DB_CLIENT.storeInContext(Context.root(), Span.getInvalid());
            SpanKey.DB_CLIENT.fromContextOrNull(Context.root());
            return true;
        } catch (LinkageError absentOrDifferent) {
            return false;
        }
    }
}
