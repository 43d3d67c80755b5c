package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OrmAttributes;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Opens the operations that load one entity: {@code find}, {@code getReference}, and a proxy's first use. */
final class TracedLoadListener implements LoadEventListener {

    private final LoadEventListener delegate;
    private final EntityOperations entities;

    TracedLoadListener(LoadEventListener delegate, EntityOperations entities) {
        this.delegate = delegate;
        this.entities = entities;
    }

    @Override
    public void onLoad(LoadEvent event, LoadType type) {
        Frame frame = entities.operations().opensOperation(event.getSession()) ? open(event, type) : Frame.NOOP;
        try {
            delegate.onLoad(event, type);
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.end();
        }
    }

    private Frame open(LoadEvent event, LoadType type) {
        Operations operations = entities.operations();
        String model = entities.modelOf(event.getEntityClassName());
        if (type == GET) {
            return operations.start(event.getSession(), "find", model);
        }
        if (type == LOAD) {
            return operations.startDeferred(event.getSession(), "getReference", model, null);
        }
        return openLazy(event, model);
    }

    private Frame openLazy(LoadEvent event, @Nullable String model) {
        Frame frame = entities.operations().startDeferred(event.getSession(), "initialize", model, null);
        frame.setAttribute(OrmAttributes.LAZY, true);
        if (isBatched(event)) {
            frame.readsInBatches();
        }
        return frame;
    }

    /** Whether the session initializes several proxies of this entity at once. */
    private static boolean isBatched(LoadEvent event) {
        EventSource session = event.getSession();
        EntityPersister persister =
                session.getFactory().getMappingMetamodel().findEntityDescriptor(event.getEntityClassName());
        return persister != null && session.getLoadQueryInfluencers().effectivelyBatchLoadable(persister);
    }
}
