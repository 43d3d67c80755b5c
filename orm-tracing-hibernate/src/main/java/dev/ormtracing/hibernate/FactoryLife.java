package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.SpanType;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Installs the tracing of events once the factory is complete, and shows its close. */
final class FactoryLife implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private transient volatile Frame disconnect = Frame.NOOP;

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        try {
            SessionFactoryImplementor created = (SessionFactoryImplementor) factory;
            HibernateTracing tracing = HibernateTracing.of(created);
            if (tracing.isEnabled()) {
                EventTracing.install(created, tracing);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        try {
            HibernateTracing tracing = HibernateTracing.of((SessionFactoryImplementor) factory);
            disconnect = tracing.tracer().startStep(SpanType.DISCONNECT, factory, null);
            // The two callbacks are no try and finally, so nothing may stay current between them.
            disconnect.detach();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void sessionFactoryClosed(SessionFactory factory) {
        disconnect.end();
    }
}
