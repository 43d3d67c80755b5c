package dev.ormtracing.core.internal.cost;

import io.opentelemetry.api.common.AttributeKey;

/** Internal: what an operation makes Hibernate do, as a number beside its time. Those of its parts add up. */
public enum Cost {
    /** Entities that rows, or the second-level cache, have become. */
    ENTITIES_LOADED("orm.entities.loaded"),

    /** Rows that Hibernate or the application has read. */
    ROWS_READ("orm.rows.read"),

    /** Collections that were initialised. */
    COLLECTIONS_LOADED("orm.collections.loaded"),

    /** Entities that a flush has found new. */
    FLUSH_INSERTS("orm.flush.inserts"),

    /** Entities that a flush has found changed. */
    FLUSH_UPDATES("orm.flush.updates"),

    /** Entities that a flush has found removed. */
    FLUSH_DELETES("orm.flush.deletes"),

    /** Look-ups in the second-level cache that found something. */
    CACHE_HITS("orm.cache.hits"),

    CACHE_MISSES("orm.cache.misses"),

    /** What the second-level cache has stored. */
    CACHE_PUTS("orm.cache.puts"),

    /** Tables of which a cache was told that they change. */
    CACHE_TIMESTAMPS("orm.cache.timestamps"),

    /** Calls of a cache that have failed, of whatever kind. */
    CACHE_ERRORS("orm.cache.errors"),

    /** Queries whose result the query cache had. */
    QUERY_CACHE_HITS("orm.query_cache.hits"),

    QUERY_CACHE_MISSES("orm.query_cache.misses"),
    QUERY_CACHE_PUTS("orm.query_cache.puts");

    final AttributeKey<Long> key;

    Cost(String key) {
        this.key = AttributeKey.longKey(key);
    }
}
