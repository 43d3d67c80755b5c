package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import org.hibernate.event.spi.PreFlushEvent;
import org.hibernate.event.spi.PreFlushEventListener;

/**
 * What comes before the flush that a query asks for: cascades to new entities, which may fetch ids from sequences. A
 * part of the query where that is an operation. Hibernate 7.2 and later; the class is not touched before.
 */
final class TracedPreFlushListener implements PreFlushEventListener {

    private final PreFlushEventListener delegate;
    private final Operations operations;

    TracedPreFlushListener(PreFlushEventListener delegate, Operations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onAutoPreFlush(PreFlushEvent event) {
        Frame frame = operations.opensOperation(event.getSession())
                ? operations.startFlush(event.getSession())
                : Frame.NOOP;
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
