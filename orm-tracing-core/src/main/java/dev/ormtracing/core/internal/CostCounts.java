package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** The costs of one operation or transaction. Of one thread at a time. */
final class CostCounts {

    private static final Cost[] COSTS = Cost.values();

    /** The first of the costs that every query has. Further costs are rare, and get an array when there are any. */
    private int entities;

    private int rows;
    private int collections;
    private int @Nullable [] others;
    private @Nullable CacheUse caches;
    private @Nullable ConnectionUse connection;

    void add(Cost cost, int number) {
        switch (cost) {
            case ENTITIES_LOADED -> entities += number;
            case ROWS_READ -> rows += number;
            case COLLECTIONS_LOADED -> collections += number;
            default -> others()[cost.ordinal()] += number;
        }
    }

    /** Adds those of a part. */
    void addAll(CostCounts part) {
        for (Cost cost : COSTS) {
            int number = part.get(cost);
            if (number > 0) {
                add(cost, number);
            }
        }
        if (part.connection != null) {
            connection().add(part.connection);
        }
    }

    private int get(Cost cost) {
        return switch (cost) {
            case ENTITIES_LOADED -> entities;
            case ROWS_READ -> rows;
            case COLLECTIONS_LOADED -> collections;
            default -> others == null ? 0 : others[cost.ordinal()];
        };
    }

    private int[] others() {
        int[] known = others;
        if (known == null) {
            known = new int[COSTS.length];
            others = known;
        }
        return known;
    }

    /** Tells the look-ups in the query cache from others. */
    CacheUse caches() {
        CacheUse known = caches;
        if (known == null) {
            known = new CacheUse(this);
            caches = known;
        }
        return known;
    }

    @Nullable
    CacheUse knownCaches() {
        return caches;
    }

    ConnectionUse connection() {
        ConnectionUse known = connection;
        if (known == null) {
            known = new ConnectionUse();
            connection = known;
        }
        return known;
    }

    @Nullable
    ConnectionUse knownConnection() {
        return connection;
    }

    /**
     * Writes them.
     *
     * @param nanoTime the {@link System#nanoTime()} of the span's end
     */
    void describe(Span span, CostLimits limits, long nanoTime) {
        for (Cost cost : COSTS) {
            int number = get(cost);
            if (number > 0) {
                span.setAttribute(cost.key, (long) number);
            }
        }
        if (limits.isLargeResult(Math.max(entities, rows))) {
            span.setAttribute(OrmAttributes.LARGE_RESULT, true);
        }
        if (connection != null) {
            connection.describe(span, nanoTime);
        }
    }
}
