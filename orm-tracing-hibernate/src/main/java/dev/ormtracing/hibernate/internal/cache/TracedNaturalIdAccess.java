package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CacheAction;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is asked of the cached natural ids of one entity. */
final class TracedNaturalIdAccess extends TracedAccess<NaturalIdDataAccess> implements NaturalIdDataAccess {

    TracedNaturalIdAccess(NaturalIdDataAccess access, CallsOnData calls) {
        super(access, calls);
    }

    @Override
    public Object generateCacheKey(Object values, EntityPersister persister, SharedSessionContractImplementor session) {
        return access.generateCacheKey(values, persister, session);
    }

    @Override
    public Object getNaturalIdValues(Object key) {
        return access.getNaturalIdValues(key);
    }

    @Override
    public boolean insert(SharedSessionContractImplementor session, Object key, @Nullable Object value) {
        long start = calls.starts();
        try {
            boolean stored = access.insert(session, key, value);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, @Nullable Object value) {
        long start = calls.starts();
        try {
            boolean stored = access.afterInsert(session, key, value);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, @Nullable Object value) {
        long start = calls.starts();
        try {
            boolean stored = access.update(session, key, value);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, @Nullable Object value, @Nullable SoftLock lock) {
        long start = calls.starts();
        try {
            boolean stored = access.afterUpdate(session, key, value, lock);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }
}
