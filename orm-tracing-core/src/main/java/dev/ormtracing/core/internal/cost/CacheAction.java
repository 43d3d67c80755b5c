package dev.ormtracing.core.internal.cost;

import org.jspecify.annotations.Nullable;

/** Internal: what a call on a cache was for, and what came of it. */
public enum CacheAction {
    HIT("get", "hit", Cost.CACHE_HITS),
    MISS("get", "miss", Cost.CACHE_MISSES),
    QUERY_HIT("get", "hit", Cost.QUERY_CACHE_HITS),
    QUERY_MISS("get", "miss", Cost.QUERY_CACHE_MISSES),

    /** Has failed: there is no answer. */
    GET("get", null, null),
    STORED("put", null, Cost.CACHE_PUTS),
    QUERY_STORED("put", null, Cost.QUERY_CACHE_PUTS),

    /** Has stored nothing. */
    PUT("put", null, null),
    CONTAINS("contains", null, null),
    LOCK("lock", null, null),
    UNLOCK("unlock", null, null),
    REMOVE("remove", null, null),
    EVICT("evict", null, null),
    INVALIDATE("invalidate", null, Cost.CACHE_TIMESTAMPS);

    final String operation;
    final @Nullable String result;
    private final @Nullable Cost cost;

    CacheAction(String operation, @Nullable String result, @Nullable Cost cost) {
        this.operation = operation;
        this.result = result;
        this.cost = cost;
    }

    /** Whether the cache had what it was asked for. */
    public boolean isHit() {
        return this == HIT || this == QUERY_HIT;
    }

    /** Counts so many calls that have succeeded. */
    public void count(CostCounts costs, int number) {
        if (cost != null) {
            costs.add(cost, number);
        }
    }
}
