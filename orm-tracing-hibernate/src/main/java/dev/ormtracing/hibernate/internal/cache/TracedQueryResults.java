package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.cost.Cost;
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
    private final CacheCalls calls;

    TracedQueryResults(QueryResultsCache results, CacheCalls calls) {
        this.results = results;
        this.calls = calls;
    }

    @Override
    public QueryResultsRegion getRegion() {
        return results.getRegion();
    }

    @Override
    public boolean put(QueryKey key, List<?> result, SharedSessionContractImplementor session) {
        boolean stored;
        try {
            stored = results.put(key, result, session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        if (stored) {
            calls.count(session, Cost.QUERY_CACHE_PUTS, 1);
        }
        return stored;
    }

    @Override
    public @Nullable List<?> get(QueryKey key, Set<String> spaces, SharedSessionContractImplementor session) {
        List<?> result;
        try {
            result = results.get(key, spaces, session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        return got(result, session);
    }

    @Override
    public @Nullable List<?> get(QueryKey key, String[] spaces, SharedSessionContractImplementor session) {
        List<?> result;
        try {
            result = results.get(key, spaces, session);
        } catch (Throwable e) {
            calls.failed(session);
            throw e;
        }
        return got(result, session);
    }

    private @Nullable List<?> got(@Nullable List<?> result, SharedSessionContractImplementor session) {
        calls.count(session, result == null ? Cost.QUERY_CACHE_MISSES : Cost.QUERY_CACHE_HITS, 1);
        return result;
    }

    @Override
    public void clear() {
        results.clear();
    }

    @Override
    public void destroy() {
        results.destroy();
    }
}
