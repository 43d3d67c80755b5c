package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.Operations;
import org.hibernate.event.internal.DefaultPreFlushEventListener;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreFlushEvent;
import org.hibernate.event.spi.PreFlushEventListener;

/**
 * What comes before the flush that a query asks for: cascades to new entities, which may fetch ids from sequences. A
 * part of the query where that is an operation. Hibernate 7.2 and later; the class is not touched before.
 */
final class TracedPreFlushListener extends DefaultPreFlushEventListener implements PreFlushEventListener {

    private final PreFlushEventListener delegate;
    private final Operations operations;

    TracedPreFlushListener(PreFlushEventListener delegate, Operations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    /** Here, since naming the type of the event where other versions come by too would load it. */
    static void install(EventTracing events, Operations operations) {
        events.wrap(EventType.PRE_FLUSH, listener -> new TracedPreFlushListener(listener, operations));
    }

    @Override
    public void onAutoPreFlush(PreFlushEvent event) {
        Frame frame =
                operations.opensOperation(event.getSession()) ? operations.startFlush(event.getSession()) : Frame.NOOP;
        try {
            delegate.onAutoPreFlush(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }
}
