package dev.ormtracing.core.internal.name;

import io.opentelemetry.api.trace.SpanContext;

/**
 * Internal: an operation that has loaded what another one is about: the target of its link, and what an N+1 is put down
 * to.
 *
 * @param operation what the operation is called
 */
public record Origin(SpanContext span, String operation) {

    /** An origin of which nothing is known. */
    public static final Origin UNKNOWN = new Origin(SpanContext.getInvalid(), "");

    public boolean isKnown() {
        return span.isValid();
    }
}
