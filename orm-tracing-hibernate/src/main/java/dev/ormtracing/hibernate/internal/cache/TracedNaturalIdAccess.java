package dev.ormtracing.hibernate.internal.cache;

import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is asked of the cached natural ids of one entity. */
final class TracedNaturalIdAccess extends TracedAccess<NaturalIdDataAccess> implements NaturalIdDataAccess {

    TracedNaturalIdAccess(NaturalIdDataAccess access, CacheCalls calls) {
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
        boolean stored;
        try {
            stored = access.insert(session, key, value);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean afterInsert(SharedSessionContractImplementor session, Object key, @Nullable Object value) {
        boolean stored;
        try {
            stored = access.afterInsert(session, key, value);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean update(SharedSessionContractImplementor session, Object key, @Nullable Object value) {
        boolean stored;
        try {
            stored = access.update(session, key, value);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session, Object key, @Nullable Object value, @Nullable SoftLock lock) {
        boolean stored;
        try {
            stored = access.afterUpdate(session, key, value, lock);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }
}
