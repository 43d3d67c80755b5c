package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.ManagedEntities;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.spi.FlushEvent;
import org.hibernate.event.spi.FlushEventListener;
import org.jspecify.annotations.Nullable;

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
        Frame current = operations.current(event.getSession());
        if (current == null || !Operations.isFlushOf(current, event.getSession())) {
            flushInFrame(event, current);
            return;
        }
        try {
            delegate.onFlush(event);
        } finally {
            count(event, current);
        }
    }

    private void flushInFrame(FlushEvent event, @Nullable Frame current) {
        Frame frame = open(current, event.getSession());
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

    private Frame open(@Nullable Frame current, SharedSessionContractImplementor session) {
        return operations.opensOperation(current, session) && !Operations.isStepOf(current, session)
                ? operations.start(session, SessionMethod.FLUSH, null)
                : operations.startFlush(current, session);
    }

    static void count(FlushEvent event, Frame frame) {
        ManagedEntities.flushed(frame, event.getNumberOfEntitiesProcessed(), event.getNumberOfCollectionsProcessed());
    }
}
