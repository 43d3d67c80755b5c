package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.Operations;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.spi.AutoFlushEvent;
import org.hibernate.event.spi.AutoFlushEventListener;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;

/** The flush that a query asks for: a span only when something is written. */
final class TracedAutoFlushListener extends DefaultAutoFlushEventListener implements AutoFlushEventListener {

    /** Up to Hibernate 7.1 a method of the listener, from 7.2 on an event of its own. */
    private static final @Nullable MethodHandle ON_AUTO_PRE_FLUSH = findOnAutoPreFlush();

    private final AutoFlushEventListener delegate;
    private final Operations operations;

    TracedAutoFlushListener(AutoFlushEventListener delegate, Operations operations) {
        this.delegate = delegate;
        this.operations = operations;
    }

    @Override
    public void onAutoFlush(AutoFlushEvent event) {
        Frame frame = operations.startFlush(event.getSession());
        try {
            delegate.onAutoFlush(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            TracedFlushListener.count(event, frame);
            frame.end();
        }
    }

    /** Overrides the method of Hibernate up to 7.1. Cascades to new entities, which may fetch ids from sequences. */
    public void onAutoPreFlush(EventSource session) {
        Frame frame = operations.opensOperation(session) ? operations.startFlush(session) : Frame.NOOP;
        try {
            if (ON_AUTO_PRE_FLUSH != null) {
                ON_AUTO_PRE_FLUSH.invoke(delegate, session);
            }
        } catch (RuntimeException | Error e) {
            frame.fail(e);
            throw e;
        } catch (Throwable e) {
            // The method declares no checked exception.
            throw new IllegalStateException(e);
        } finally {
            frame.end();
        }
    }

    private static @Nullable MethodHandle findOnAutoPreFlush() {
        try {
            return MethodHandles.publicLookup()
                    .findVirtual(
                            AutoFlushEventListener.class,
                            "onAutoPreFlush",
                            MethodType.methodType(void.class, EventSource.class));
        } catch (NoSuchMethodException e) {
            return null;
        } catch (IllegalAccessException | RuntimeException e) {
            Guard.report(e);
            return null;
        }
    }
}
