package dev.ormtracing.hibernate.internal.cache;

import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** What is asked of the cached entities of one hierarchy. */
final class TracedEntityAccess extends TracedAccess<EntityDataAccess> implements EntityDataAccess {

    TracedEntityAccess(EntityDataAccess access, CacheCalls calls) {
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
        boolean stored;
        try {
            stored = access.insert(session, key, value, version);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean afterInsert(
            SharedSessionContractImplementor session, Object key, @Nullable Object value, @Nullable Object version) {
        boolean stored;
        try {
            stored = access.afterInsert(session, key, value, version);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean update(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object version,
            @Nullable Object previous) {
        boolean stored;
        try {
            stored = access.update(session, key, value, version, previous);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public boolean afterUpdate(
            SharedSessionContractImplementor session,
            Object key,
            @Nullable Object value,
            @Nullable Object version,
            @Nullable Object previous,
            @Nullable SoftLock lock) {
        boolean stored;
        try {
            stored = access.afterUpdate(session, key, value, version, previous, lock);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }
}
