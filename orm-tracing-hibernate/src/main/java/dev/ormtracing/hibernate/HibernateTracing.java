package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.OperationTracer;
import dev.ormtracing.core.internal.TransactionSpan;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * What one session factory is traced with. A service of the factory's own registry, so that it is found from whatever
 * Hibernate hands to a hook, and lives no longer than the factory. Thread-safe; no method throws.
 */
final class HibernateTracing implements Service {

    private static final long serialVersionUID = 1L;

    private static final HibernateTracing DISABLED =
            new HibernateTracing(OrmTracing.builder().enabled(false).build().tracer(), false, null);

    private final transient OperationTracer tracer;
    private final boolean enabled;
    private final transient @Nullable ModelNames models;
    private final transient HqlTexts hqlTexts = new HqlTexts();

    private HibernateTracing(OperationTracer tracer, boolean enabled, @Nullable ModelNames models) {
        this.tracer = tracer;
        this.enabled = enabled;
        this.models = models;
    }

    static HibernateTracing create(SessionFactoryImplementor factory, Map<String, Object> settings) {
        if (!TracingSettings.isEnabled(settings)) {
            return DISABLED;
        }
        return new HibernateTracing(TracingSettings.tracing(settings).tracer(), true, new ModelNames(factory));
    }

    static HibernateTracing of(SharedSessionContractImplementor session) {
        return session instanceof Traced ? ((Traced) session).tracing() : of(session.getFactory());
    }

    static HibernateTracing of(SessionFactoryImplementor factory) {
        try {
            HibernateTracing found = factory.getServiceRegistry().getService(HibernateTracing.class);
            return found == null ? DISABLED : found;
        } catch (RuntimeException closed) {
            return DISABLED;
        }
    }

    /** Whether the setting allows tracing; whether an SDK is there is asked at each operation. */
    boolean isEnabled() {
        return enabled;
    }

    HqlTexts hqlTexts() {
        return hqlTexts;
    }

    OperationTracer tracer() {
        return tracer;
    }

    /**
     * Opens an operation that the application has called, named by model and method. A no-op frame when it is only a
     * part of one that runs already: {@code merge} that loads.
     */
    Frame startOperation(SharedSessionContractImplementor session, String method, @Nullable String model) {
        return absorbed(session) ? Frame.NOOP : tracer.startOperation(session, method, model, transactionOf(session));
    }

    /** The same with a name of its own. */
    Frame startOperation(SharedSessionContractImplementor session, String method, @Nullable String model, String name) {
        return absorbed(session)
                ? Frame.NOOP
                : tracer.startOperation(session, method, model, name, transactionOf(session));
    }

    /** The same, but it becomes a span only when it touches the database. */
    Frame startDeferredOperation(
            SharedSessionContractImplementor session, String method, @Nullable String model, @Nullable String name) {
        return absorbed(session)
                ? Frame.NOOP
                : tracer.startDeferredOperation(session, method, model, name, transactionOf(session));
    }

    /** Whether something that starts now in this session is an operation of its own. */
    boolean opensOperation(SharedSessionContractImplementor session) {
        return enabled && tracer.isEnabled() && !absorbed(session);
    }

    private boolean absorbed(SharedSessionContractImplementor session) {
        Frame running = tracer.current();
        return running != null && running.absorbs(session);
    }

    /** The span of the session's running transaction, or null. */
    @Nullable
    TransactionSpan transactionOf(SharedSessionContractImplementor session) {
        return Operations.transactionOf(session);
    }

    /** The JPA name of a Hibernate entity name, null if there is none. */
    @Nullable
    String modelOf(@Nullable String entityName) {
        return models == null || entityName == null ? null : models.of(entityName);
    }

    /** The JPA name of an entity class or a proxy's or enhanced subclass of it, null if it is none. */
    @Nullable
    String modelOf(@Nullable Class<?> entityClass) {
        return models == null || entityClass == null ? null : models.of(entityClass);
    }

    /** The JPA name of an entity's type. Never initialises a proxy. */
    @Nullable
    String modelOf(SharedSessionContractImplementor session, @Nullable Object entity) {
        if (entity == null || models == null) {
            return null;
        }
        try {
            return modelOf(session.bestGuessEntityName(entity));
        } catch (RuntimeException notAnEntity) {
            return null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }
}
