package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CacheAction;
import java.util.Collection;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** When tables were changed last, which decides whether a cached result is still one. */
final class TracedTimestamps implements TimestampsCache {

    private final TimestampsCache timestamps;
    private final CallsOnData calls;

    TracedTimestamps(TimestampsCache timestamps, CallsOnData calls) {
        this.timestamps = timestamps;
        this.calls = calls;
    }

    @Override
    public TimestampsRegion getRegion() {
        return timestamps.getRegion();
    }

    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            timestamps.preInvalidate(spaces, session);
            calls.ended(session, CacheAction.INVALIDATE, spaces.length, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.INVALIDATE, start, e);
            throw e;
        }
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            timestamps.invalidate(spaces, session);
            calls.ended(session, CacheAction.INVALIDATE, spaces.length, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.INVALIDATE, start, e);
            throw e;
        }
    }

    @Override
    public boolean isUpToDate(String[] spaces, Long timestamp, SharedSessionContractImplementor session) {
        return timestamps.isUpToDate(spaces, timestamp, session);
    }

    @Override
    public boolean isUpToDate(Collection<String> spaces, Long timestamp, SharedSessionContractImplementor session) {
        return timestamps.isUpToDate(spaces, timestamp, session);
    }

    @Override
    public void clear() {
        timestamps.clear();
    }

    @Override
    public void destroy() {
        timestamps.destroy();
    }
}
