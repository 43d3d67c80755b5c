package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultLockEventListener;
import org.hibernate.event.spi.LockEvent;
import org.hibernate.event.spi.LockEventListener;

/** Opens the operation {@code lock}. */
final class TracedLockListener extends DefaultLockEventListener implements LockEventListener {

    private final LockEventListener delegate;
    private final EntityOperations operations;

    TracedLockListener(LockEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onLock(LockEvent event) {
        Frame frame =
                operations.start(event.getSession(), SessionMethod.LOCK, event.getEntityName(), event.getObject());
        operations.tell(frame, event.getSession(), event.getEntityName(), event.getObject(), null, event.getLockMode());
        try {
            delegate.onLock(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }
}
