package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OrmAttributes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.InitializeCollectionEvent;
import org.hibernate.event.spi.InitializeCollectionEventListener;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** Opens the operation of a lazy collection's first use, which is a span only if no cache answers it. */
final class TracedCollectionListener implements InitializeCollectionEventListener {

    private final InitializeCollectionEventListener delegate;
    private final EntityOperations entities;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();

    /** What a collection is called: {@code User} and {@code User.posts}. */
    private record Role(@Nullable String model, String path) {}

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
        Role role = roles.computeIfAbsent(roleName, name -> describe(session, name));
        Frame frame =
                entities.operations().startDeferred(session, "initialize", role.model(), role.path() + ".initialize");
        frame.setAttribute(OrmAttributes.LAZY, true);
        frame.setAttribute(OrmAttributes.ROLE, role.path());
        return frame;
    }

    private Role describe(SharedSessionContractImplementor session, String roleName) {
        CollectionPersister persister =
                session.getFactory().getMappingMetamodel().findCollectionDescriptor(roleName);
        if (persister == null) {
            return new Role(null, roleName);
        }
        String owner = persister.getOwnerEntityPersister().getEntityName();
        String model = entities.modelOf(owner);
        String property = roleName.startsWith(owner + ".") ? roleName.substring(owner.length() + 1) : roleName;
        return new Role(model, model == null ? roleName : model + "." + property);
    }
}
