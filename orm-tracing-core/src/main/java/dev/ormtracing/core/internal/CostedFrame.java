package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/** What a frame costs, told when it ends. */
abstract class CostedFrame extends PhasedFrame {

    private @Nullable CostCounts costs;
    private boolean keepsConnection;

    CostedFrame(Instrumenter instrumenter, SpanType type) {
        super(instrumenter, type);
    }

    /** The transaction that the frame runs in, or null. */
    @Nullable
    abstract TransactionSpan runningTransaction();

    private boolean counts() {
        return isWritten() && isRecording();
    }

    final CostCounts costs() {
        CostCounts known = costs;
        if (known == null) {
            known = new CostCounts();
            costs = known;
        }
        return known;
    }

    final void forgetCosts() {
        costs = null;
    }

    final @Nullable CostCounts knownCosts() {
        return costs;
    }

    final void tellCosts(Span span, long nanoTime) {
        if (costs != null) {
            costs.describe(span, instrumenter.costLimits(), nanoTime);
        }
    }

    @Override
    public final void add(Cost cost, int number) {
        if (counts()) {
            costs().add(cost, number);
        }
    }

    @Override
    public final void keepsConnection() {
        keepsConnection = true;
    }

    @Override
    public final void connectionAcquired() {
        if (!counts()) {
            return;
        }
        TransactionSpan running = runningTransaction();
        if (running != null) {
            running.connectionAcquired();
        } else if (keepsConnection) {
            costs().connection().acquired(System.nanoTime());
        }
    }

    @Override
    public final void connectionReleased() {
        ConnectionUse used = connection();
        if (used != null) {
            used.released(System.nanoTime());
        }
    }

    /** A statement of this frame has run. */
    final void worked(long nanos) {
        ConnectionUse used = connection();
        if (used != null) {
            used.worked(nanos);
        }
    }

    private @Nullable ConnectionUse connection() {
        TransactionSpan running = runningTransaction();
        CostCounts known = running == null ? costs : running.knownCosts();
        return known == null ? null : known.knownConnection();
    }

    @Override
    public final void persistenceContext(int entities) {
        if (instrumenter.costLimits().isLargePersistenceContext(entities)) {
            setAttribute(OrmAttributes.PERSISTENCE_CONTEXT_SIZE, (long) entities);
            setAttribute(OrmAttributes.LARGE_PERSISTENCE_CONTEXT, true);
        }
    }

    @Override
    public final void selectStarts() {
        super.selectStarts();
        CacheUse caches = knownCaches();
        if (caches != null) {
            caches.selectStarts();
        }
    }

    @Override
    public final void queryCacheAsked(int tables) {
        if (counts()) {
            costs().caches().queryAsks(tables);
        }
    }

    @Override
    public final void queryCacheEnds(boolean puts) {
        CacheUse caches = knownCaches();
        if (caches != null) {
            caches.queryEnds(puts);
        }
    }

    @Override
    public final void cacheGot(boolean hit) {
        if (counts()) {
            costs().caches().got(hit);
        }
    }

    @Override
    public final void cachePut() {
        if (counts()) {
            costs().caches().put();
        }
    }

    /** The database is asked: what the caches were asked for was not there. */
    final void statementAsked() {
        CacheUse caches = knownCaches();
        if (caches != null) {
            caches.statementPrepares();
        }
    }

    private @Nullable CacheUse knownCaches() {
        return costs == null ? null : costs.knownCaches();
    }
}
