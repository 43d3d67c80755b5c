package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import dev.ormtracing.hibernate.internal.session.StatementPurposes;
import org.hibernate.LockMode;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Opens the operations on one entity that an event tells of, named by its model. */
final class EntityOperations {

    private final HibernateTracing tracing;
    private final Operations operations;

    EntityOperations(HibernateTracing tracing) {
        this.tracing = tracing;
        this.operations = tracing.operations();
    }

    HibernateTracing tracing() {
        return tracing;
    }

    Operations operations() {
        return operations;
    }

    @Nullable
    String modelOf(@Nullable String entityName) {
        return tracing.modelOf(entityName);
    }

    Frame start(
            SharedSessionContractImplementor session,
            SessionMethod method,
            @Nullable String entityName,
            Object entity) {
        return operations().opensOperation(session)
                ? operations().start(session, method, modelOf(session, entityName, entity))
                : Frame.NOOP;
    }

    /** Opens an operation of a method that usually leaves its work to the flush. */
    Frame startOfRun(
            SharedSessionContractImplementor session,
            SessionMethod method,
            @Nullable String entityName,
            Object entity) {
        return operations().opensOperation(session)
                ? operations().startOfRun(session, method, modelOf(session, entityName, entity))
                : Frame.NOOP;
    }

    /** Says what the statements of the operation run for. */
    void tell(
            Frame frame,
            SharedSessionContractImplementor session,
            @Nullable String entityName,
            Object entity,
            @Nullable Load load,
            @Nullable LockMode lockMode) {
        Frame running = frame == Frame.NOOP ? operations().tracer().current() : frame;
        if (running == null || !running.isRecording()) {
            return;
        }
        StatementPurpose purpose = tracing.purposes().of(modelOf(session, entityName, entity));
        if (purpose != null) {
            running.purpose((load == null ? purpose : purpose.by(load)).locked(StatementPurposes.lockMode(lockMode)));
        }
    }

    private @Nullable String modelOf(
            SharedSessionContractImplementor session, @Nullable String entityName, Object entity) {
        return entityName == null ? tracing.modelOf(session, entity) : tracing.modelOf(entityName);
    }
}
