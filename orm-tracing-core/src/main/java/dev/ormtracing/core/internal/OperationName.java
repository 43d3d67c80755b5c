package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** What an operation is called: Prisma's three keys. */
record OperationName(
        String method, @Nullable String model, @Nullable String name) {

    String full() {
        if (name != null) {
            return name;
        }
        return model == null ? method : model + "." + method;
    }

    void describe(Span span) {
        span.setAttribute(OrmAttributes.METHOD, method);
        if (model != null) {
            span.setAttribute(OrmAttributes.MODEL, model);
        }
        span.setAttribute(OrmAttributes.NAME, full());
    }
}
