package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation is called: Prisma's three keys. */
record OperationName(
        String method, @Nullable String model, @Nullable String name) {

    private static final Set<String> TAKING_STATE = Set.of(
            "persist",
            "merge",
            "replicate",
            "save",
            "saveOrUpdate",
            "insert",
            "insertMultiple",
            "upsert",
            "upsertMultiple");

    /** Whether the operation makes statements of the state of entities, at once or for the flush. */
    boolean takesEntityState() {
        return TAKING_STATE.contains(method);
    }

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
