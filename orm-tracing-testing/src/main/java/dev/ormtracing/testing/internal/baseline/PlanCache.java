package dev.ormtracing.testing.internal.baseline;

/**
 * Whether a query finds its translation when it is executed again. The first execution of a run says nothing: whether it
 * finds one depends on the tests before.
 */
public enum PlanCache {
    UNKNOWN,
    HIT,
    MISS;

    public PlanCache and(PlanCache other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
