package dev.ormtracing.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What is observed when somebody looks, as gauges: reading one of them observes all of its batch. No lock is held meanwhile,
 * since what is observed has its own. Thread-safe.
 */
final class MicrometerGauges implements ObservableLongMeasurement {

    private final MeterRegistry registry;
    private final MicrometerMeter.Named named;
    private final Map<Attributes, Observed> values = new ConcurrentHashMap<>();
    private final AtomicLong round = new AtomicLong();

    private volatile @Nullable Batch batch;

    private static final class Observed {

        private volatile long value;
        private volatile long round;
        private volatile @Nullable Gauge gauge;
    }

    MicrometerGauges(MeterRegistry registry, MicrometerMeter.Named named) {
        this.registry = registry;
        this.named = named;
    }

    @Override
    public void record(long value) {
        record(value, Attributes.empty());
    }

    @Override
    public void record(long value, Attributes attributes) {
        Observed observed = values.computeIfAbsent(attributes, given -> new Observed());
        observed.value = value;
        observed.round = round.get();
        if (observed.gauge == null) {
            observed.gauge = Gauge.builder(named.name(), () -> read(observed))
                    .description(named.description())
                    .tags(MicrometerTags.of(named.name(), attributes))
                    .strongReference(true)
                    .register(registry);
        }
    }

    private long read(Observed observed) {
        Batch running = batch;
        if (running != null) {
            running.observe();
        }
        return observed.value;
    }

    /** Takes out what was not observed since that round. */
    private void removeBefore(long current) {
        values.forEach((attributes, observed) -> {
            Gauge gauge = observed.gauge;
            if (observed.round < current && values.remove(attributes, observed) && gauge != null) {
                registry.remove(gauge);
            }
        });
    }

    /** One callback that observes several. */
    static final class Batch implements BatchCallback {

        private final Runnable callback;
        private final List<MicrometerGauges> gauges;
        private volatile boolean closed;

        private Batch(Runnable callback, List<MicrometerGauges> gauges) {
            this.callback = callback;
            this.gauges = gauges;
        }

        static Batch start(Runnable callback, List<MicrometerGauges> gauges) {
            Batch batch = new Batch(callback, gauges);
            gauges.forEach(observed -> observed.batch = batch);
            batch.observe();
            return batch;
        }

        private void observe() {
            if (closed) {
                return;
            }
            long[] rounds = gauges.stream()
                    .mapToLong(observed -> observed.round.incrementAndGet())
                    .toArray();
            callback.run();
            for (int i = 0; i < rounds.length; i++) {
                gauges.get(i).removeBefore(rounds[i]);
            }
        }

        @Override
        public void close() {
            closed = true;
            for (MicrometerGauges observed : gauges) {
                if (observed.batch == this) {
                    observed.batch = null;
                    observed.removeBefore(Long.MAX_VALUE);
                }
            }
        }
    }
}
