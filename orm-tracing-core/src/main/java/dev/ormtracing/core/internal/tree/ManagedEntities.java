package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.CostLimits;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.api.common.AttributeKey;

/**
 * Internal: what a flush or a transaction says of the entities that its session manages. No method throws.
 */
public final class ManagedEntities {

    /** A flush that has looked at so many entities and collections has taken longer than a few microseconds. */
    private static final long MANY = 32;

    private ManagedEntities() {}

    /** A flush is about to look at so many entities. */
    public static void lookedAt(Frame flush, int entities) {
        try {
            if (flush instanceof RecordedFrame frame
                    && frame.instrumenter.current.costLimits.isLargePersistenceContext(entities)) {
                frame.setAttribute(OrmAttributes.PERSISTENCE_CONTEXT_SIZE, (long) entities);
                frame.setAttribute(OrmAttributes.LARGE_PERSISTENCE_CONTEXT, true);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * A flush has looked at so many entities and collections. If that took longer than a few microseconds, it is a span
     * though it touches no database.
     */
    public static void flushed(Frame flush, int entities, int collections) {
        try {
            if (flush instanceof RecordedFrame frame) {
                flushed(frame, entities, collections);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void flushed(RecordedFrame flush, int entities, int collections) {
        if (!flush.fate.begun && flush.isRecording()) {
            flushedNothing(flush, (long) entities + collections);
        }
        if (flush.isRunning()) {
            describe(flush, OrmAttributes.FLUSH_ENTITIES, entities);
            describe(flush, OrmAttributes.FLUSH_COLLECTIONS, collections);
            lookedAt(flush, entities);
        }
    }

    /** The choice must not depend on how fast the machine is, or a tree would be different each time. */
    private static void flushedNothing(RecordedFrame flush, long looked) {
        if (looked >= MANY && (flush.enclosing != null || flush.runningTransaction() != null)) {
            flush.becomeSpan();
        } else if (looked > 0 && (flush.enclosing != null || flush.fate.isOfTransaction())) {
            long now = flush.now();
            flush.fate.timesOfWhole().add(SpanType.FLUSH, flush.start, now, false);
            if (flush.enclosing != null && flush.enclosing.rest != null) {
                flush.enclosing.rest.told(flush.start, now);
            }
        }
    }

    private static void describe(RecordedFrame flush, AttributeKey<Long> key, int number) {
        if (number > 0) {
            flush.setAttribute(key, (long) number);
        }
    }

    /** The session manages so many entities. Asked for at the transaction's end, when all are there. */
    public static void atEnd(TransactionSpan transaction, int entities) {
        CostLimits limits = transaction.costLimits();
        if (limits != null && entities > 0) {
            transaction.setAttribute(OrmAttributes.PERSISTENCE_CONTEXT_SIZE, (long) entities);
            if (limits.isLargePersistenceContext(entities)) {
                transaction.setAttribute(OrmAttributes.LARGE_PERSISTENCE_CONTEXT, true);
            }
        }
    }
}
