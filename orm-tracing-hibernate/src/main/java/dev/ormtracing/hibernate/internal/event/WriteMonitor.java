package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.hibernate.internal.delegation.Delegation;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.LentConnection;
import dev.ormtracing.hibernate.internal.session.RunningTransaction;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.internal.SessionFactoryImpl;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the monitor of a factory's events, and passes on what that gets: a stateless session that is Hibernate's own
 * fires no event of another kind when it writes. Hibernate 6.6 has no such monitor. There is one place for monitors, which
 * the service loader fills; it is left alone.
 */
final class WriteMonitor extends Delegation {

    private static final Map<String, OperationMethod> BEGINS = Map.of(
            "beginEntityInsertEvent", SessionMethod.INSERT,
            "beginEntityUpdateEvent", SessionMethod.UPDATE,
            "beginEntityUpsertEvent", SessionMethod.UPSERT,
            "beginEntityDeleteEvent", SessionMethod.DELETE);

    private static final Map<String, OperationMethod> COMPLETIONS = Map.of(
            "completeEntityInsertEvent", SessionMethod.INSERT,
            "completeEntityUpdateEvent", SessionMethod.UPDATE,
            "completeEntityUpsertEvent", SessionMethod.UPSERT,
            "completeEntityDeleteEvent", SessionMethod.DELETE);

    private static final int ENTITY_NAME = 2;
    private static final int SESSION = 4;

    private final HibernateTracing tracing;

    /** Hibernate's own, which does nothing. */
    private final boolean isEmpty;

    private WriteMonitor(Object monitor, HibernateTracing tracing) {
        super(monitor);
        this.tracing = tracing;
        this.isEmpty = monitor.getClass().getSimpleName().equals("EmptyEventMonitor");
    }

    /** Only where sessions are Hibernate's own. */
    static void install(SessionFactoryImplementor factory, HibernateTracing tracing) {
        if (factory.getClass() != SessionFactoryImpl.class
                || Runtime.version().feature() >= LentConnection.FINAL_IS_FINAL) {
            return;
        }
        try {
            Field field = SessionFactoryImpl.class.getDeclaredField("eventMonitor");
            field.setAccessible(true);
            Object monitor = field.get(factory);
            if (monitor != null) {
                field.set(factory, Delegation.proxy(monitor, new WriteMonitor(monitor, tracing)));
            }
        } catch (NoSuchFieldException olderHibernate) {
            // Its stateless writes stay statements without a model.
        } catch (ReflectiveOperationException | RuntimeException e) {
            Guard.report(e);
        }
    }

    @Override
    protected @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        String event = method.getName();
        if (arguments == null) {
            begins(BEGINS.get(event));
        }
        try {
            return isEmpty ? null : proceed(method, arguments);
        } finally {
            if (arguments != null) {
                completes(COMPLETIONS.get(event), arguments);
            }
        }
    }

    /** In a flush, or in another operation, it is a part of that. */
    private void begins(@Nullable OperationMethod write) {
        if (write != null && tracing.tracer().current() == null) {
            ThreadSlots.WRITING.set(write);
        }
    }

    private void completes(@Nullable OperationMethod write, @Nullable Object[] arguments) {
        if (write == null || ThreadSlots.WRITING.get() != write) {
            return;
        }
        ThreadSlots.WRITING.set(null);
        try {
            if (arguments[SESSION] instanceof SharedSessionContractImplementor session) {
                RunningTransaction running = RunningTransaction.in(session);
                if (running != null) {
                    running.written(write, tracing.modelOf((String) arguments[ENTITY_NAME]));
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }
}
