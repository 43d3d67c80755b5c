package dev.ormtracing.core.internal.cost;

/** Internal: from where on a cost is marked. */
public final class CostLimits {

    /** Rows or entities that one operation may read, 0 for any number. */
    final int largeResult;

    /** Entities that a session may manage, 0 for any number. */
    private final int largePersistenceContext;

    public CostLimits(int largeResult, int largePersistenceContext) {
        this.largeResult = largeResult;
        this.largePersistenceContext = largePersistenceContext;
    }

    public boolean isLargePersistenceContext(int entities) {
        return largePersistenceContext > 0 && entities > largePersistenceContext;
    }
}
