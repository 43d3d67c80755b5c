package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CacheAction;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is asked of the cached entities of one hierarchy. */
final class TracedEntityAccess extends TracedAccess<EntityDataAccess> implements EntityDataAccess {

    TracedEntityAccess(EntityDataAccess access, CallsOnData calls) {
        super(access, calls);
    }

    @Override
    public Object generateCacheKey(
            Object id, EntityPersister persister, SessionFactoryImplementor factory, @Nullable String tenant) {
        return access.generateCacheKey(id, persister, factory, tenant);
    }

    @Override
    public Object getCacheKeyId(Object key) {
        return access.getCacheKeyId(key);
    }

    @Override
    public boolean insert(
            SharedSessionContractImplementor session, Object key, @Nullable Object value, @Nullable Object version) {
        long start = calls.starts();
        try {
            boolean stored = access.insert(session, key, value, version);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, @Nullable Object value, @Nullable Object version) {
        long start = calls.starts();
        try {
            boolean stored = access.afterInsert(session, key, value, version);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object version,
            @Nullable Object previous) {
        long start = calls.starts();
        try {
            boolean stored = access.update(session, key, value, version, previous);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object version,
            @Nullable Object previous,
            @Nullable SoftLock lock) {
        long start = calls.starts();
        try {
            boolean stored = access.afterUpdate(session, key, value, version, previous, lock);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }
}
