package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** Installs the tracing of events once the factory is complete, and shows its close. */
public final class FactoryLife implements SessionFactoryObserver {

    private static final long serialVersionUID = 1L;

    private transient volatile Frame disconnect = Frame.NOOP;

    @Override
    public void sessionFactoryCreated(SessionFactory factory) {
        try {
            SessionFactoryImplementor created = (SessionFactoryImplementor) factory;
            HibernateTracing tracing = HibernateTracing.of(created);
            if (tracing.isEnabled()) {
                EventTracing.install(created, tracing);
                WriteMonitor.install(created, tracing);
                tracing.tellStart(created);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The close of a factory of ours, current until it ends: what observers do then, a schema dropped, is a part of it. */
    public static Frame closing(SessionFactoryImplementor factory) {
        try {
            return factory.isOpen() ? startDisconnect(tracerOf(factory), factory) : Frame.NOOP;
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }

    @Override
    public void sessionFactoryClosing(SessionFactory factory) {
        try {
            OperationTracer tracer = tracerOf(factory);
            Frame current = tracer.current();
            if (current != null && current.belongsTo(factory)) {
                return;
            }
            // The two callbacks are no try and finally, so nothing may stay current between them. Where the close
            // fails,
            // there is no second one: the span starts with the first thing that is dropped, or with its end.
            disconnect = tracer.startDeferredStep(SpanType.DISCONNECT, factory);
            disconnect.detach();
            HibernateTracing.of((SessionFactoryImplementor) factory).disconnects(disconnect);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void sessionFactoryClosed(SessionFactory factory) {
        disconnect.becomeSpan();
        disconnect.end();
    }

    private static OperationTracer tracerOf(SessionFactory factory) {
        return HibernateTracing.of((SessionFactoryImplementor) factory).tracer();
    }

    private static Frame startDisconnect(OperationTracer tracer, SessionFactory factory) {
        return tracer.startStep(SpanType.DISCONNECT, factory, null);
    }
}
