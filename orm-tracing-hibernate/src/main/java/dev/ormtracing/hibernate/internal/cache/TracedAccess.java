package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CacheAction;
import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What is asked of one kind of data in a region. The region, and what it is made of, stay the cache's own. */
abstract class TracedAccess<A extends CachedDomainDataAccess> implements CachedDomainDataAccess {

    final A access;
    final CallsOnData calls;

    TracedAccess(A access, CallsOnData calls) {
        this.access = access;
        this.calls = calls;
    }

    @Override
    public final DomainDataRegion getRegion() {
        return access.getRegion();
    }

    @Override
    public final AccessType getAccessType() {
        return access.getAccessType();
    }

    @Override
    public final @Nullable Object get(SharedSessionContractImplementor session, Object key) {
        long start = calls.starts();
        try {
            Object value = access.get(session, key);
            calls.ended(session, value == null ? CacheAction.MISS : CacheAction.HIT, start);
            return value;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.GET, start, e);
            throw e;
        }
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        long start = calls.starts();
        try {
            boolean stored = access.putFromLoad(session, key, value, version);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        long start = calls.starts();
        try {
            boolean stored = access.putFromLoad(session, key, value, version, minimalPut);
            calls.ended(session, stored ? CacheAction.STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public final @Nullable SoftLock lockItem(
            SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        long start = calls.starts();
        try {
            SoftLock lock = access.lockItem(session, key, version);
            calls.ended(session, CacheAction.LOCK, start);
            return lock;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.LOCK, start, e);
            throw e;
        }
    }

    @Override
    public final void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        long start = calls.starts();
        try {
            access.unlockItem(session, key, lock);
            calls.ended(session, CacheAction.UNLOCK, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.UNLOCK, start, e);
            throw e;
        }
    }

    @Override
    public final void remove(SharedSessionContractImplementor session, Object key) {
        long start = calls.starts();
        try {
            access.remove(session, key);
            calls.ended(session, CacheAction.REMOVE, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.REMOVE, start, e);
            throw e;
        }
    }

    @Override
    public final void removeAll(SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            access.removeAll(session);
            calls.ended(session, CacheAction.REMOVE, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.REMOVE, start, e);
            throw e;
        }
    }

    @Override
    public final boolean contains(Object key) {
        long start = calls.starts();
        try {
            boolean found = access.contains(key);
            calls.ended(null, CacheAction.CONTAINS, start);
            return found;
        } catch (Throwable e) {
            calls.failed(null, CacheAction.CONTAINS, start, e);
            throw e;
        }
    }

    @Override
    public final @Nullable SoftLock lockRegion() {
        long start = calls.starts();
        try {
            SoftLock lock = access.lockRegion();
            calls.ended(null, CacheAction.LOCK, start);
            return lock;
        } catch (Throwable e) {
            calls.failed(null, CacheAction.LOCK, start, e);
            throw e;
        }
    }

    @Override
    public final void unlockRegion(@Nullable SoftLock lock) {
        long start = calls.starts();
        try {
            access.unlockRegion(lock);
            calls.ended(null, CacheAction.UNLOCK, start);
        } catch (Throwable e) {
            calls.failed(null, CacheAction.UNLOCK, start, e);
            throw e;
        }
    }

    @Override
    public final void evict(Object key) {
        long start = calls.evictionStarts();
        try {
            access.evict(key);
            calls.ended(null, CacheAction.EVICT, start);
        } catch (Throwable e) {
            calls.failed(null, CacheAction.EVICT, start, e);
            throw e;
        }
    }

    @Override
    public final void evictAll() {
        long start = calls.evictionStarts();
        try {
            access.evictAll();
            calls.ended(null, CacheAction.EVICT, start);
        } catch (Throwable e) {
            calls.failed(null, CacheAction.EVICT, start, e);
            throw e;
        }
    }
}
