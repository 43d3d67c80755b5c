package dev.ormtracing.hibernate.internal.cache;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.CacheAction;
import dev.ormtracing.core.internal.cost.CacheCall;
import dev.ormtracing.core.internal.cost.CachedData;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.tree.CacheCalls;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import java.util.function.Supplier;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the calls on one kind of data in a cache: a count on what is running, and those that took long. A call
 * gives its start to the method that ends it. Thread-safe; no method throws.
 */
final class CallsOnData {

    /** In the place of a start: nothing is told. */
    private static final long UNTOLD = 0;

    /** An eviction of several regions is under way, and told as one. */
    private static final ThreadLocal<Boolean> EVICTION = new ThreadLocal<>();

    private final HibernateTracing tracing;
    private final CacheCalls slow;
    private final Supplier<CachedData> naming;

    /** Made when it is needed: while the factory is built, entities have no names. */
    private volatile @Nullable CachedData data;

    CallsOnData(HibernateTracing tracing, Supplier<CachedData> naming) {
        this.tracing = tracing;
        this.slow = tracing.tracer().caches();
        this.naming = naming;
    }

    long starts() {
        return slow.areTraced() ? System.nanoTime() : UNTOLD;
    }

    long evictionStarts() {
        return EVICTION.get() == null ? starts() : UNTOLD;
    }

    /** Evicts several regions. */
    void evict(Runnable eviction) {
        long start = evictionStarts();
        if (start == UNTOLD) {
            eviction.run();
            return;
        }
        EVICTION.set(true);
        try {
            eviction.run();
            ended(null, CacheAction.EVICT, start);
        } catch (Throwable e) {
            failed(null, CacheAction.EVICT, start, e);
            throw e;
        } finally {
            EVICTION.remove();
        }
    }

    void ended(@Nullable SharedSessionContractImplementor session, CacheAction action, long start) {
        ended(session, action, 1, start);
    }

    /** @param number how many the call counts for */
    void ended(@Nullable SharedSessionContractImplementor session, CacheAction action, int number, long start) {
        if (start == UNTOLD) {
            return;
        }
        long end = System.nanoTime();
        try {
            Frame current = current(session);
            if (current != null) {
                action.count(current.costs(), number);
            }
            if (slow.areSlow(end - start)) {
                tell(session, current, new CacheCall(data(), action, start, end, null));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    void failed(@Nullable SharedSessionContractImplementor session, CacheAction action, long start, Throwable failure) {
        if (start == UNTOLD) {
            return;
        }
        long end = System.nanoTime();
        try {
            Frame current = current(session);
            if (current != null) {
                current.costs().add(Cost.CACHE_ERRORS, 1);
            }
            if (slow.areSlow(end - start)) {
                tell(session, current, new CacheCall(data(), action, start, end, failure));
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private @Nullable Frame current(@Nullable SharedSessionContractImplementor session) {
        return session == null
                ? tracing.tracer().current()
                : tracing.operations().current(session);
    }

    private void tell(@Nullable SharedSessionContractImplementor session, @Nullable Frame current, CacheCall call) {
        TransactionSpan transaction =
                current == null && session != null ? tracing.operations().transactionOf(session) : null;
        slow.tell(current, transaction, call);
    }

    private CachedData data() {
        CachedData known = data;
        if (known == null) {
            known = naming.get();
            data = known;
        }
        return known;
    }
}
