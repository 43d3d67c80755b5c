package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What is told of the calls on the caches of one factory. Thread-safe; no method throws. */
final class CacheCalls {

    private final HibernateTracing tracing;

    CacheCalls(HibernateTracing tracing) {
        this.tracing = tracing;
    }

    /** Counts on what is running. */
    void count(@Nullable SharedSessionContractImplementor session, Cost cost, int number) {
        try {
            Frame current = session == null
                    ? tracing.tracer().current()
                    : tracing.operations().current(session);
            if (current != null) {
                current.costs().add(cost, number);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    void got(SharedSessionContractImplementor session, boolean hit) {
        count(session, hit ? Cost.CACHE_HITS : Cost.CACHE_MISSES, 1);
    }

    void put(SharedSessionContractImplementor session, boolean stored) {
        if (stored) {
            count(session, Cost.CACHE_PUTS, 1);
        }
    }

    void failed(@Nullable SharedSessionContractImplementor session) {
        count(session, Cost.CACHE_ERRORS, 1);
    }
}
