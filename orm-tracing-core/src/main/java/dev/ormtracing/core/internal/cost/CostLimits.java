package dev.ormtracing.core.internal.cost;

/**
 * Internal: from where on a cost is marked.
 *
 * @param largeResult rows or entities that one operation may read, 0 for any number
 * @param largePersistenceContext entities that a session may manage, 0 for any number
 */
public record CostLimits(int largeResult, int largePersistenceContext) {

    boolean isLargeResult(int number) {
        return largeResult > 0 && number > largeResult;
    }

    public boolean isLargePersistenceContext(int entities) {
        return largePersistenceContext > 0 && entities > largePersistenceContext;
    }
}
