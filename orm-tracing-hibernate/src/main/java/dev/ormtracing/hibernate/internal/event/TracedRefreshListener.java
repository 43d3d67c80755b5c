package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultRefreshEventListener;
import org.hibernate.event.spi.RefreshContext;
import org.hibernate.event.spi.RefreshEvent;
import org.hibernate.event.spi.RefreshEventListener;

/** Opens the operation {@code refresh}. The form with a context is a cascade, part of what it cascades from. */
final class TracedRefreshListener extends DefaultRefreshEventListener implements RefreshEventListener {

    private final RefreshEventListener delegate;
    private final EntityOperations operations;

    TracedRefreshListener(RefreshEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onRefresh(RefreshEvent event) {
        Frame frame =
                operations.start(event.getSession(), SessionMethod.REFRESH, event.getEntityName(), event.getObject());
        operations.tell(
                frame, event.getSession(), event.getEntityName(), event.getObject(), Load.ID, event.getLockMode());
        try {
            delegate.onRefresh(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    @Override
    public void onRefresh(RefreshEvent event, RefreshContext context) {
        delegate.onRefresh(event, context);
    }
}
