package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.CollectionRole;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.LoadOrigins;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.Traced;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.internal.DefaultInitializeCollectionEventListener;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;

/** Opens the operation of a lazy collection's first use, which is a span only if no cache answers it. */
final class TracedCollectionListener extends DefaultInitializeCollectionEventListener
        implements InitializeCollectionEventListener {

    private final InitializeCollectionEventListener delegate;
    private final EntityOperations entities;

    TracedCollectionListener(InitializeCollectionEventListener delegate, EntityOperations entities) {
        this.delegate = delegate;
        this.entities = entities;
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        Operations operations = entities.operations();
        Frame current = operations.current(event.getSession());
        boolean opens = operations.opensOperation(current, event.getSession());
        CollectionRole role = opens || current != null && current.isRecording()
                ? entities.tracing()
                        .roleOf(event.getSession(), event.getCollection().getRole())
                : CollectionRole.UNKNOWN;
        Frame frame = opens ? open(event, role) : Frame.NOOP;
        Frame running = opens || current == null ? frame : current;
        StatementPurpose before = running.isRecording() ? running.purpose(role.purpose()) : null;
        try {
            delegate.onInitializeCollection(event);
            running.costs().add(Cost.COLLECTIONS_LOADED, 1);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            running.purpose(before);
            frame.end();
        }
    }

    private static void linkToOrigin(Frame frame, InitializeCollectionEvent event) {
        try {
            LoadOrigins origins =
                    event.getSession() instanceof Traced traced ? traced.state().knownOrigins() : null;
            if (origins != null && frame.isRecording()) {
                frame.link(origins.of(
                        event.getSession().getPersistenceContextInternal(),
                        event.getCollection().getOwner()));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private Frame open(InitializeCollectionEvent event, CollectionRole role) {
        SharedSessionContractImplementor session = event.getSession();
        Frame frame = entities.operations()
                .startDeferred(session, ImplicitMethod.INITIALIZE, role.model(), role.path() + ".initialize");
        Operations.tellOutsideTransaction(frame, session);
        linkToOrigin(frame, event);
        return frame;
    }
}
