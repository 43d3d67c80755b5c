package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultDeleteEventListener;
import org.hibernate.event.spi.DeleteContext;
import org.hibernate.event.spi.DeleteEvent;
import org.hibernate.event.spi.DeleteEventListener;

/** Opens the operation {@code remove}. The form with a context is a cascade, part of what it cascades from. */
final class TracedDeleteListener extends DefaultDeleteEventListener implements DeleteEventListener {

    private final DeleteEventListener delegate;
    private final EntityOperations operations;

    TracedDeleteListener(DeleteEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onDelete(DeleteEvent event) {
        Frame frame = operations.startOfRun(
                event.getSession(), SessionMethod.REMOVE, event.getEntityName(), event.getObject());
        try {
            delegate.onDelete(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    @Override
    public void onDelete(DeleteEvent event, DeleteContext context) {
        delegate.onDelete(event, context);
    }
}
