package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.SessionMethod;
import org.hibernate.event.internal.DefaultReplicateEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.ReplicateEvent;
import org.hibernate.event.spi.ReplicateEventListener;

/** Opens the operation {@code replicate}. */
final class TracedReplicateListener extends DefaultReplicateEventListener implements ReplicateEventListener {

    private final ReplicateEventListener delegate;
    private final EntityOperations operations;

    TracedReplicateListener(ReplicateEventListener delegate, EntityOperations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    /** Before Hibernate 8. */
    static void install(EventTracing events, EntityOperations entities) {
        events.wrap(EventType.REPLICATE, listener -> new TracedReplicateListener(listener, entities));
    }

    @Override
    public void onReplicate(ReplicateEvent event) {
        Frame frame =
                operations.start(event.getSession(), SessionMethod.REPLICATE, event.getEntityName(), event.getObject());
        try {
            delegate.onReplicate(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }
}
