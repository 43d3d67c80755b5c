package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.tree.Frame;
import org.hibernate.engine.spi.ActionQueue;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.EventSource;

/**
 * What a flush has found dirty. Hibernate tells when it is done, and by then its lists are empty; so they are looked at
 * with each statement, and the longest that each has been is what counts.
 */
final class FlushActions {

    private static final boolean SUPPORTED = isSupported();

    private int inserts;
    private int updates;
    private int deletes;

    /** A statement is being prepared. */
    void note(SharedSessionContractImplementor session) {
        if (!SUPPORTED) {
            return;
        }
        try {
            if (session instanceof EventSource source) {
                ActionQueue actions = source.getActionQueue();
                inserts = Math.max(inserts, actions.numberOfInsertions());
                updates = Math.max(updates, actions.numberOfUpdates());
                deletes = Math.max(deletes, actions.numberOfDeletions());
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    void tell(Frame flush) {
        add(flush, Cost.FLUSH_INSERTS, inserts);
        add(flush, Cost.FLUSH_UPDATES, updates);
        add(flush, Cost.FLUSH_DELETES, deletes);
    }

    private static void add(Frame flush, Cost cost, int number) {
        if (number > 0) {
            flush.costs().add(cost, number);
        }
    }

    /** Hibernate 8 plans its actions in another way. */
    private static boolean isSupported() {
        try {
            return ActionQueue.class.getName() != null;
        } catch (LinkageError e) {
            return false;
        }
    }
}
