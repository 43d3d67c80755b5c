package dev.ormtracing.spring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.DoubleGaugeBuilder;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * OpenTelemetry's instruments over a registry of Micrometer's: durations are timers, other histograms summaries, and what
 * goes up and down are gauges, so that Prometheus shows the same names either way. What this library does not use measures
 * nothing.
 */
final class MicrometerMeter implements Meter {

    static final Meter NONE = MeterProvider.noop().get("");

    private static final double NANOS_PER_SECOND = 1e9;

    /** How many combinations of attributes are remembered; the registry itself knows all. */
    private static final int MOST = 2_000;

    private final MeterRegistry registry;

    MicrometerMeter(MeterRegistry registry) {
        this.registry = registry;
    }

    /** What an instrument is called. */
    record Named(String name, String description, List<? extends Number> boundaries) {

        Named(String name) {
            this(name, "", List.of());
        }

        Named described(String text) {
            return new Named(name, text, boundaries);
        }

        Named bounded(List<? extends Number> buckets) {
            return new Named(name, description, buckets);
        }
    }

    @Override
    public LongCounterBuilder counterBuilder(String name) {
        return new MicrometerBuilders.OfCounter(this, new Named(name));
    }

    @Override
    public LongUpDownCounterBuilder upDownCounterBuilder(String name) {
        return new MicrometerBuilders.OfUpDownCounter(this, new Named(name));
    }

    @Override
    public DoubleHistogramBuilder histogramBuilder(String name) {
        return new MicrometerBuilders.OfDoubles(this, new Named(name));
    }

    @Override
    public DoubleGaugeBuilder gaugeBuilder(String name) {
        return NONE.gaugeBuilder(name);
    }

    @Override
    public BatchCallback batchCallback(
            Runnable callback, ObservableMeasurement first, ObservableMeasurement... others) {
        List<MicrometerGauges> observed = Stream.concat(Stream.of(first), Stream.of(others))
                .filter(MicrometerGauges.class::isInstance)
                .map(MicrometerGauges.class::cast)
                .toList();
        return MicrometerGauges.Batch.start(callback, observed);
    }

    BiConsumer<Long, Attributes> counter(Named named) {
        Function<Attributes, Counter> meters = byAttributes(attributes -> Counter.builder(named.name)
                .description(named.description)
                .tags(MicrometerTags.of(named.name, attributes))
                .register(registry));
        return (value, attributes) -> meters.apply(attributes).increment(value);
    }

    BiConsumer<Double, Attributes> seconds(Named named) {
        Duration[] boundaries = named.boundaries.stream()
                .map(seconds -> Duration.ofNanos(Math.round(seconds.doubleValue() * NANOS_PER_SECOND)))
                .filter(boundary -> !boundary.isZero())
                .toArray(Duration[]::new);
        Function<Attributes, Timer> meters = byAttributes(attributes -> Timer.builder(named.name)
                .description(named.description)
                .serviceLevelObjectives(boundaries)
                .tags(MicrometerTags.of(named.name, attributes))
                .register(registry));
        return (value, attributes) ->
                meters.apply(attributes).record(Math.round(value * NANOS_PER_SECOND), TimeUnit.NANOSECONDS);
    }

    BiConsumer<Long, Attributes> summary(Named named) {
        double[] boundaries = named.boundaries.stream()
                .mapToDouble(Number::doubleValue)
                .filter(boundary -> boundary > 0)
                .toArray();
        Function<Attributes, DistributionSummary> meters =
                byAttributes(attributes -> DistributionSummary.builder(named.name)
                        .description(named.description)
                        .serviceLevelObjectives(boundaries)
                        .tags(MicrometerTags.of(named.name, attributes))
                        .register(registry));
        return (value, attributes) -> meters.apply(attributes).record(value);
    }

    BiConsumer<Long, Attributes> sum(Named named) {
        Map<Attributes, LongAdder> sums = new ConcurrentHashMap<>();
        return (value, attributes) -> sums.computeIfAbsent(attributes, given -> {
                    LongAdder sum = new LongAdder();
                    Gauge.builder(named.name, sum::sum)
                            .description(named.description)
                            .tags(MicrometerTags.of(named.name, given))
                            .strongReference(true)
                            .register(registry);
                    return sum;
                })
                .add(value);
    }

    MicrometerGauges gauges(Named named) {
        return new MicrometerGauges(registry, named);
    }

    private static <M> Function<Attributes, M> byAttributes(Function<Attributes, M> made) {
        Map<Attributes, M> known = new ConcurrentHashMap<>();
        return attributes -> {
            M meter = known.get(attributes);
            if (meter == null) {
                meter = made.apply(attributes);
                if (known.size() < MOST) {
                    known.put(attributes, meter);
                }
            }
            return meter;
        };
    }
}
