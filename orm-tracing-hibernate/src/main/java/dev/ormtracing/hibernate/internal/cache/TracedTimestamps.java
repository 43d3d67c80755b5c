package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.Cost;
import java.util.Collection;
import org.hibernate.cache.spi.TimestampsCache;
import org.hibernate.cache.spi.TimestampsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** When tables were changed last, which decides whether a cached result is still one. */
final class TracedTimestamps implements TimestampsCache {

    private final TimestampsCache timestamps;
    private final CacheCalls calls;

    TracedTimestamps(TimestampsCache timestamps, CacheCalls calls) {
        this.timestamps = timestamps;
        this.calls = calls;
    }

    @Override
    public TimestampsRegion getRegion() {
        return timestamps.getRegion();
    }

    @Override
    public void preInvalidate(String[] spaces, SharedSessionContractImplementor session) {
        try {
            timestamps.preInvalidate(spaces, session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.count(session, Cost.CACHE_TIMESTAMPS, spaces.length);
    }

    @Override
    public void invalidate(String[] spaces, SharedSessionContractImplementor session) {
        try {
            timestamps.invalidate(spaces, session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        calls.count(session, Cost.CACHE_TIMESTAMPS, spaces.length);
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
