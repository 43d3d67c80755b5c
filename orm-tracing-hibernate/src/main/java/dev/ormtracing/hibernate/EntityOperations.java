package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Opens the operations on one entity that an event tells of, named by its model. */
final class EntityOperations {

    private final HibernateTracing tracing;

    EntityOperations(HibernateTracing tracing) {
        this.tracing = tracing;
    }

    HibernateTracing tracing() {
        return tracing;
    }

    Operations operations() {
        return tracing.operations();
    }

    @Nullable
    String modelOf(@Nullable String entityName) {
        return tracing.modelOf(entityName);
    }

    Frame start(SharedSessionContractImplementor session, String method, @Nullable String entityName, Object entity) {
        if (!operations().opensOperation(session)) {
            return Frame.NOOP;
        }
        String model = entityName == null ? tracing.modelOf(session, entity) : tracing.modelOf(entityName);
        return operations().start(session, method, model);
    }
}
