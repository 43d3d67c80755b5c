package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.ManagedEntities;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;

/** The flush that the application calls, an operation, and the one before a commit, a part of that. */
final class TracedFlushListener extends DefaultFlushEventListener implements FlushEventListener {

    private final FlushEventListener delegate;
    private final Operations operations;

    TracedFlushListener(FlushEventListener delegate, Operations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onFlush(FlushEvent event) {
        Frame called = operations.flushIn(event.getSession());
        if (called == null) {
            flushInFrame(event);
            return;
        }
        try {
            delegate.onFlush(event);
        } finally {
            count(event, called);
        }
    }

    private void flushInFrame(FlushEvent event) {
        Frame frame = open(event.getSession());
        try {
            delegate.onFlush(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            count(event, frame);
            frame.end();
        }
    }

    private Frame open(SharedSessionContractImplementor session) {
        return operations.opensOperation(session) && !operations.isInStepOf(session)
                ? operations.start(session, SessionMethod.FLUSH, null)
                : operations.startFlush(session);
    }

    static void count(FlushEvent event, Frame frame) {
        ManagedEntities.flushed(frame, event.getNumberOfEntitiesProcessed(), event.getNumberOfCollectionsProcessed());
    }
}
