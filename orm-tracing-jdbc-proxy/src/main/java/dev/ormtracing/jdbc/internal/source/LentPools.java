package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.PoolMetrics;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The pools behind one DataSource, for the metrics: they are looked for when it has lent a connection, and again when a pool
 * was closed since. Thread-safe; no method throws.
 */
final class LentPools {

    /** Which pools were told to whom, and how many those had forgotten at that time. Keeps no pool. */
    private record Told(PoolMetrics metrics, int forgotten, Set<KnownPool> kinds) {}

    private volatile @Nullable Told told;

    /** The DataSource has lent a connection. */
    void lent(DataSource dataSource, JdbcTracing tracing) {
        Metrics metrics = tracing.metrics();
        if (metrics != null) {
            look(dataSource, tracing, metrics.pools());
        }
    }

    /** The DataSource has failed to lend a connection. */
    void failed(DataSource dataSource, JdbcTracing tracing, Throwable failure) {
        Metrics metrics = tracing.metrics();
        if (metrics == null) {
            return;
        }
        try {
            Set<KnownPool> kinds = new LinkedHashSet<>();
            Told last = told;
            if (last == null) {
                kinds.addAll(behind(dataSource).values());
            } else {
                kinds.addAll(last.kinds);
            }
            if (KnownPool.isTimeout(kinds, failure)) {
                metrics.connectionTimesOut(tracing.poolOfFigures(), failure);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void look(DataSource dataSource, JdbcTracing tracing, PoolMetrics metrics) {
        int forgotten = metrics.forgotten();
        Told last = told;
        if (last != null && last.metrics == metrics && last.forgotten == forgotten) {
            return;
        }
        Set<KnownPool> kinds = new LinkedHashSet<>();
        try {
            for (Map.Entry<Object, KnownPool> pool : behind(dataSource).entrySet()) {
                KnownPool kind = pool.getValue();
                Object measured = kind.measured(pool.getKey());
                kinds.add(kind);
                if (measured != null) {
                    metrics.watch(measured, kind, tracing::poolOfFigures);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
        told = new Told(metrics, forgotten, kinds);
    }

    /** The known pools behind it, through wrappers of whatever kind. */
    private static Map<Object, KnownPool> behind(DataSource dataSource) throws SQLException {
        Map<Object, KnownPool> pools = new IdentityHashMap<>();
        collect(dataSource, Collections.newSetFromMap(new IdentityHashMap<>()), pools);
        return pools;
    }

    /** One that is traced tells of its pools itself. */
    private static void collect(@Nullable Object candidate, Set<Object> seen, Map<Object, KnownPool> pools)
            throws SQLException {
        if (!(candidate instanceof DataSource dataSource)
                || !seen.add(candidate)
                || ConnectionTracing.isTraced(candidate)) {
            return;
        }
        KnownPool kind = KnownPool.of(candidate);
        Set<Object> targets = kind == null ? SpringAdapters.targets(candidate) : Set.of();
        for (Object target : targets) {
            collect(target, seen, pools);
        }
        if (kind == null && targets.isEmpty()) {
            kind = KnownPool.behind(dataSource);
        }
        if (kind != null) {
            pools.put(kind.itself(dataSource), kind);
        }
    }
}
