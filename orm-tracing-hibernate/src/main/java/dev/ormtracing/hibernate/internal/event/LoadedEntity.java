package dev.ormtracing.hibernate.internal.event;

import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.tree.Frame;
import org.hibernate.collection.spi.AbstractPersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.PostLoadEvent;

/** Counts an entity that has been loaded, and the collections that have come with it by a join. */
final class LoadedEntity {

    private LoadedEntity() {}

    static void count(Frame running, PostLoadEvent event) {
        running.costs().add(Cost.ENTITIES_LOADED, 1);
        if (event.getPersister().hasCollections()) {
            int fetched = fetchedCollections(event);
            if (fetched > 0) {
                running.costs().add(Cost.COLLECTIONS_LOADED, fetched);
            }
        }
    }

    /** Hibernate finishes the collections of a result before it tells of the entities. */
    private static int fetchedCollections(PostLoadEvent event) {
        EntityEntry entry = event.getSession().getPersistenceContextInternal().getEntry(event.getEntity());
        Object[] state = entry == null ? null : entry.getLoadedState();
        int fetched = 0;
        if (state != null) {
            for (Object value : state) {
                if (value instanceof AbstractPersistentCollection<?> collection && collection.wasInitialized()) {
                    fetched++;
                }
            }
        }
        return fetched;
    }
}
