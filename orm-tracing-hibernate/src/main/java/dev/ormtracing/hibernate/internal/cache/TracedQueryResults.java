package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.CacheAction;
import java.util.List;
import java.util.Set;
import org.hibernate.cache.spi.QueryKey;
import org.hibernate.cache.spi.QueryResultsCache;
import org.hibernate.cache.spi.QueryResultsRegion;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** The results of queries. A look-up includes the time stamps that it compares the result with. */
final class TracedQueryResults implements QueryResultsCache {

    private final QueryResultsCache results;
    private final CallsOnData calls;

    TracedQueryResults(QueryResultsCache results, CallsOnData calls) {
        this.results = results;
        this.calls = calls;
    }

    @Override
    public QueryResultsRegion getRegion() {
        return results.getRegion();
    }

    @Override
    public boolean put(QueryKey key, List<?> result, SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            boolean stored = results.put(key, result, session);
            calls.ended(session, stored ? CacheAction.QUERY_STORED : CacheAction.PUT, start);
            return stored;
        } catch (Throwable e) {
            calls.failed(session, CacheAction.PUT, start, e);
            throw e;
        }
    }

    @Override
    public @Nullable List<?> get(QueryKey key, Set<String> spaces, SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            return got(results.get(key, spaces, session), session, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.GET, start, e);
            throw e;
        }
    }

    @Override
    public @Nullable List<?> get(QueryKey key, String[] spaces, SharedSessionContractImplementor session) {
        long start = calls.starts();
        try {
            return got(results.get(key, spaces, session), session, start);
        } catch (Throwable e) {
            calls.failed(session, CacheAction.GET, start, e);
            throw e;
        }
    }

    private @Nullable List<?> got(@Nullable List<?> result, SharedSessionContractImplementor session, long start) {
        calls.ended(session, result == null ? CacheAction.QUERY_MISS : CacheAction.QUERY_HIT, start);
        return result;
    }

    @Override
    public void clear() {
        calls.evict(results::clear);
    }

    @Override
    public void destroy() {
        results.destroy();
    }
}
