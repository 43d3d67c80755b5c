package dev.ormtracing.core.internal;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an operation is called: Prisma's three keys. Immutable, built once per operation of a model. */
final class OperationName {

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

    final String method;
    final String full;

    /** Whether the operation makes statements of the state of entities, at once or for the flush. */
    final boolean takesEntityState;

    final Attributes attributes;

    OperationName(String method, @Nullable String model, @Nullable String name) {
        this.method = method;
        if (name != null) {
            this.full = name;
        } else {
            this.full = model == null ? method : model + "." + method;
        }
        this.takesEntityState = TAKING_STATE.contains(method);
        AttributesBuilder keys = Attributes.builder().put(OrmAttributes.METHOD, method);
        if (model != null) {
            keys.put(OrmAttributes.MODEL, model);
        }
        this.attributes = keys.put(OrmAttributes.NAME, full).build();
    }
}
