package dev.ormtracing.hibernate.internal.cache;

import org.hibernate.cache.spi.DomainDataRegion;
import org.hibernate.cache.spi.access.AccessType;
import org.hibernate.cache.spi.access.CachedDomainDataAccess;
import org.hibernate.cache.spi.access.SoftLock;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What is asked of one kind of data in a region. The region, and what it is made of, stay the cache's own. */
abstract class TracedAccess<A extends CachedDomainDataAccess> implements CachedDomainDataAccess {

    final A access;
    final CacheCalls calls;

    TracedAccess(A access, CacheCalls calls) {
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
        Object value;
        try {
            value = access.get(session, key);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.got(session, value != null);
        return value;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session, Object key, Object value, @Nullable Object version) {
        boolean stored;
        try {
            stored = access.putFromLoad(session, key, value, version);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public final boolean putFromLoad(
            SharedSessionContractImplementor session,
            Object key,
            Object value,
            @Nullable Object version,
            boolean minimalPut) {
        boolean stored;
        try {
            stored = access.putFromLoad(session, key, value, version, minimalPut);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.put(session, stored);
        return stored;
    }

    @Override
    public final @Nullable SoftLock lockItem(
            SharedSessionContractImplementor session, Object key, @Nullable Object version) {
        try {
            return access.lockItem(session, key, version);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
    }

    @Override
    public final void unlockItem(SharedSessionContractImplementor session, Object key, @Nullable SoftLock lock) {
        try {
            access.unlockItem(session, key, lock);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
    }

    @Override
    public final void remove(SharedSessionContractImplementor session, Object key) {
        try {
            access.remove(session, key);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
    }

    @Override
    public final void removeAll(SharedSessionContractImplementor session) {
        try {
            access.removeAll(session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
    }

    @Override
    public final boolean contains(Object key) {
        try {
            return access.contains(key);
        } catch (Throwable e) {
            calls.failed(null);
            throw e;
        }
    }

    @Override
    public final @Nullable SoftLock lockRegion() {
        try {
            return access.lockRegion();
        } catch (Throwable e) {
            calls.failed(null);
            throw e;
        }
    }

    @Override
    public final void unlockRegion(@Nullable SoftLock lock) {
        try {
            access.unlockRegion(lock);
        } catch (Throwable e) {
            calls.failed(null);
            throw e;
        }
    }

    @Override
    public final void evict(Object key) {
        try {
            access.evict(key);
        } catch (Throwable e) {
            calls.failed(null);
            throw e;
        }
    }

    @Override
    public final void evictAll() {
        try {
            access.evictAll();
        } catch (Throwable e) {
            calls.failed(null);
            throw e;
        }
    }
}
