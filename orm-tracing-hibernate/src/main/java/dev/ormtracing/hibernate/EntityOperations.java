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
        return operations().opensOperation(session)
                ? operations().start(session, method, modelOf(session, entityName, entity))
                : Frame.NOOP;
    }

    /** The same for a method that usually leaves its work to the flush. */
    Frame startRepeated(
            SharedSessionContractImplementor session, String method, @Nullable String entityName, Object entity) {
        return operations().opensOperation(session)
                ? operations().startRepeated(session, method, modelOf(session, entityName, entity))
                : Frame.NOOP;
    }

    private @Nullable String modelOf(
            SharedSessionContractImplementor session, @Nullable String entityName, Object entity) {
        return entityName == null ? tracing.modelOf(session, entity) : tracing.modelOf(entityName);
    }
}
