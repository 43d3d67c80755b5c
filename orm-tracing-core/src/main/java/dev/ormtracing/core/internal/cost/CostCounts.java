package dev.ormtracing.core.internal.cost;

import dev.ormtracing.core.internal.name.OrmAttributes;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** Internal: the costs of one operation or transaction. Of one thread at a time; no public method throws. */
public sealed class CostCounts {

    /** The costs of what is not recorded: forgets what is added. */
    public static final CostCounts NONE = new Forgotten();

    private static final Cost[] COSTS = Cost.values();

    /** The first of the costs that every query has. Further costs are rare, and get an array when there are any. */
    private int entities;

    private int rows;
    private int collections;
    private int @Nullable [] others;
    private @Nullable ConnectionUse connection;

    public CostCounts() {}

    public void add(Cost cost, int number) {
        switch (cost) {
            case ENTITIES_LOADED -> entities += number;
            case ROWS_READ -> rows += number;
            case COLLECTIONS_LOADED -> collections += number;
            default -> others()[cost.ordinal()] += number;
        }
    }

    /** Adds those of a part. */
    public void addAll(CostCounts part) {
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

    public int get(Cost cost) {
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

    public void connectionAcquired(long nanoTime) {
        connection().acquired(nanoTime);
    }

    /** The connection is given back, if it was kept here. */
    public void connectionReleased(long nanoTime) {
        if (connection != null) {
            connection.released(nanoTime);
        }
    }

    /** The connection has run a statement, if it is kept here. */
    public void connectionWorked(long nanos) {
        if (connection != null) {
            connection.worked(nanos);
        }
    }

    private ConnectionUse connection() {
        ConnectionUse known = connection;
        if (known == null) {
            known = new ConnectionUse();
            connection = known;
        }
        return known;
    }

    /**
     * Writes them.
     *
     * @param nanoTime the {@link System#nanoTime()} of the span's end
     */
    public void describe(Span span, CostLimits limits, long nanoTime) {
        if (entities > 0) {
            span.setAttribute(Cost.ENTITIES_LOADED.key, (long) entities);
        }
        if (rows > 0) {
            span.setAttribute(Cost.ROWS_READ.key, (long) rows);
        }
        if (collections > 0) {
            span.setAttribute(Cost.COLLECTIONS_LOADED.key, (long) collections);
        }
        if (others != null) {
            describe(span, others);
        }
        if (limits.largeResult > 0 && Math.max(entities, rows) > limits.largeResult) {
            span.setAttribute(OrmAttributes.LARGE_RESULT, true);
        }
        if (connection != null) {
            connection.describe(span, nanoTime);
        }
    }

    private static void describe(Span span, int[] more) {
        for (Cost cost : COSTS) {
            int number = more[cost.ordinal()];
            if (number > 0) {
                span.setAttribute(cost.key, (long) number);
            }
        }
    }

    private static final class Forgotten extends CostCounts {

        @Override
        public void add(Cost cost, int number) {}

        @Override
        public void connectionAcquired(long nanoTime) {}
    }
}
