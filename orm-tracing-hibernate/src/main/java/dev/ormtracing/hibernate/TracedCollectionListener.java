package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OrmAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;

/** Opens the operation of a lazy collection's first use, which is a span only if no cache answers it. */
final class TracedCollectionListener implements InitializeCollectionEventListener {

    private final InitializeCollectionEventListener delegate;
    private final EntityOperations entities;
    private final Map<String, CollectionRole> roles = new ConcurrentHashMap<>();

    TracedCollectionListener(InitializeCollectionEventListener delegate, EntityOperations entities) {
        this.delegate = delegate;
        this.entities = entities;
    }

    @Override
    public void onInitializeCollection(InitializeCollectionEvent event) {
        Frame frame = entities.operations().opensOperation(event.getSession()) ? open(event) : Frame.NOOP;
        try {
            delegate.onInitializeCollection(event);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    private Frame open(InitializeCollectionEvent event) {
        SharedSessionContractImplementor session = event.getSession();
        String roleName = event.getCollection().getRole();
        if (roleName == null) {
            return entities.operations().startDeferred(session, "initialize", null, null);
        }
        CollectionRole role =
                roles.computeIfAbsent(roleName, name -> CollectionRole.of(entities.tracing(), session, name));
        Frame frame =
                entities.operations().startDeferred(session, "initialize", role.model(), role.path() + ".initialize");
        frame.setAttribute(OrmAttributes.LAZY, true);
        frame.setAttribute(OrmAttributes.ROLE, role.path());
        if (role.isBatchedIn(session)) {
            frame.readsInBatches();
        }
        return frame;
    }
}
