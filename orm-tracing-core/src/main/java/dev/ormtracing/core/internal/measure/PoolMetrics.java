package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The figures that pools tell of themselves, read whenever the metrics are collected. One per OpenTelemetry, with one
 * callback for all pools, since pools of one name are added up. It keeps no pool alive, and without a pool there is no
 * callback. Thread-safe; no method throws.
 */
public final class PoolMetrics {

    /** Several tracings with one OpenTelemetry would each tell the same pool. The values are kept by those tracings. */
    private static final Map<OpenTelemetry, WeakReference<PoolMetrics>> KNOWN = new WeakHashMap<>();

    private final Meter meter;
    private final ObservableLongMeasurement count;
    private final ObservableLongMeasurement idleMax;
    private final ObservableLongMeasurement idleMin;
    private final ObservableLongMeasurement max;
    private final ObservableLongMeasurement pending;
    private final List<Watched> pools = new ArrayList<>();
    private @Nullable BatchCallback callback;

    /** How often a pool was forgotten: whoever lends its connections looks again whether it is back. */
    private final AtomicInteger forgotten = new AtomicInteger();

    private record Watched(WeakReference<Object> pool, PoolReader reader, Supplier<Attributes> name) {}

    private PoolMetrics(Meter meter) {
        this.meter = meter;
        count = observer(
                "db.client.connection.count",
                "{connection}",
                "The number of connections that are currently in state described by the state attribute.");
        idleMax = observer(
                "db.client.connection.idle.max",
                "{connection}",
                "The maximum number of idle open connections allowed.");
        idleMin = observer(
                "db.client.connection.idle.min",
                "{connection}",
                "The minimum number of idle open connections allowed.");
        max = observer("db.client.connection.max", "{connection}", "The maximum number of open connections allowed.");
        pending = observer(
                "db.client.connection.pending_requests",
                "{request}",
                "The number of current pending requests for an open connection.");
    }

    static PoolMetrics of(OpenTelemetry openTelemetry) {
        synchronized (KNOWN) {
            WeakReference<PoolMetrics> known = KNOWN.get(openTelemetry);
            PoolMetrics metrics = known == null ? null : known.get();
            if (metrics == null) {
                metrics = new PoolMetrics(InstrumentationScope.JDBC.meter(openTelemetry));
                KNOWN.put(openTelemetry, new WeakReference<>(metrics));
            }
            return metrics;
        }
    }

    private ObservableLongMeasurement observer(String name, String unit, String description) {
        return meter.upDownCounterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .buildObserver();
    }

    /** Changes whenever a pool was forgotten, because it was closed or is gone. */
    public int forgotten() {
        return forgotten.get();
    }

    /**
     * Tells the figures of that pool from now on, until it is closed or gone; of one that is told already, nothing new.
     *
     * @param name by which attributes the pool is called, empty while it has no name; must not know the pool
     */
    public synchronized void watch(Object pool, PoolReader reader, Supplier<Attributes> name) {
        try {
            for (Watched known : pools) {
                if (known.pool.get() == pool) {
                    return;
                }
            }
            pools.add(new Watched(new WeakReference<>(pool), reader, name));
            // Anew for each pool: some meters ask only once for which attributes there are figures.
            stop();
            callback = meter.batchCallback(this::collect, count, idleMax, idleMin, max, pending);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void collect() {
        try {
            sums().forEach(this::tell);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Outside of the lock: a pool may wait for a thread of its own that comes here. */
    private Map<Attributes, long[]> sums() {
        Map<Attributes, long[]> sums = new HashMap<>();
        List<Watched> gone = new ArrayList<>();
        for (Watched watched : watched()) {
            if (!addTo(sums, watched)) {
                gone.add(watched);
            }
        }
        if (!gone.isEmpty()) {
            forget(gone);
        }
        return sums;
    }

    private synchronized List<Watched> watched() {
        return List.copyOf(pools);
    }

    private synchronized void forget(List<Watched> gone) {
        pools.removeAll(gone);
        forgotten.incrementAndGet();
        if (pools.isEmpty()) {
            stop();
        }
    }

    private void stop() {
        BatchCallback running = callback;
        if (running != null) {
            callback = null;
            running.close();
        }
    }

    /** Whether the pool is still there. */
    private static boolean addTo(Map<Attributes, long[]> sums, Watched watched) {
        Object pool = watched.pool.get();
        if (pool == null) {
            return false;
        }
        try {
            if (watched.reader.isClosed(pool)) {
                return false;
            }
            long[] sum = sums.computeIfAbsent(watched.name.get(), name -> nothing());
            for (PoolFigure figure : PoolFigure.values()) {
                long value = read(watched.reader, pool, figure);
                int place = figure.ordinal();
                if (value >= 0) {
                    sum[place] = Math.max(0, sum[place]) + value;
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
        return true;
    }

    private static long read(PoolReader reader, Object pool, PoolFigure figure) {
        try {
            return reader.read(pool, figure);
        } catch (Throwable e) {
            Guard.report(e);
            return -1;
        }
    }

    private static long[] nothing() {
        long[] sums = new long[PoolFigure.values().length];
        Arrays.fill(sums, -1);
        return sums;
    }

    private void tell(Attributes name, long[] sums) {
        tell(
                count,
                sums,
                PoolFigure.IDLE,
                name.toBuilder().put(PoolFigure.STATE, "idle").build());
        tell(
                count,
                sums,
                PoolFigure.USED,
                name.toBuilder().put(PoolFigure.STATE, "used").build());
        tell(idleMax, sums, PoolFigure.IDLE_MAX, name);
        tell(idleMin, sums, PoolFigure.IDLE_MIN, name);
        tell(max, sums, PoolFigure.MAX, name);
        tell(pending, sums, PoolFigure.PENDING, name);
    }

    private static void tell(
            ObservableLongMeasurement measurement, long[] sums, PoolFigure figure, Attributes attributes) {
        long sum = sums[figure.ordinal()];
        if (sum >= 0) {
            measurement.record(sum, attributes);
        }
    }
}
