package dev.ormtracing.hibernate.internal.cache;

import org.hibernate.cache.spi.access.CollectionDataAccess;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.collection.CollectionPersister;
import org.jspecify.annotations.Nullable;

/** What is asked of the cached collections of one role. */
final class TracedCollectionAccess extends TracedAccess<CollectionDataAccess> implements CollectionDataAccess {

    TracedCollectionAccess(CollectionDataAccess access, CallsOnData calls) {
        super(access, calls);
    }

    @Override
    public Object generateCacheKey(
            Object id, CollectionPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return access.generateCacheKey(id, persister, factory, tenant);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return access.getCacheKeyId(key);
    }
}
