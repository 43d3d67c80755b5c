package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultPersistEventListener;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;

/** Opens the operation {@code persist}. The form with a context is a cascade, part of what it cascades from. */
final class TracedPersistListener extends DefaultPersistEventListener implements PersistEventListener {

    private final PersistEventListener delegate;
    private final EntityOperations operations;

    TracedPersistListener(PersistEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onPersist(PersistEvent event) {
        Frame frame = operations.startOfRun(
                event.getSession(), SessionMethod.PERSIST, event.getEntityName(), event.getObject());
        try {
            delegate.onPersist(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext context) {
        delegate.onPersist(event, context);
    }
}
