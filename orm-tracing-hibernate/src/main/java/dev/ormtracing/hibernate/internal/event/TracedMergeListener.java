package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultMergeEventListener;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;

/** Opens the operation {@code merge}. The form with a context is a cascade, part of what it cascades from. */
final class TracedMergeListener extends DefaultMergeEventListener implements MergeEventListener {

    private final MergeEventListener delegate;
    private final EntityOperations operations;

    TracedMergeListener(MergeEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onMerge(MergeEvent event) {
        Frame frame = operations.startOfRun(
                event.getSession(), SessionMethod.MERGE, event.getEntityName(), event.getOriginal());
        try {
            delegate.onMerge(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    @Override
    public void onMerge(MergeEvent event, MergeContext context) {
        delegate.onMerge(event, context);
    }
}
