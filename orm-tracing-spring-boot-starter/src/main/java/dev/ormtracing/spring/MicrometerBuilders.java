package dev.ormtracing.spring;

import dev.ormtracing.spring.MicrometerMeter.Named;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounterBuilder;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.DoubleUpDownCounterBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongCounterBuilder;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.LongHistogramBuilder;
import io.opentelemetry.api.metrics.LongUpDownCounter;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.ObservableLongCounter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The builders of {@link MicrometerMeter}'s instruments. Units are Micrometer's to name, by the kind of the meter. */
final class MicrometerBuilders {

    private MicrometerBuilders() {}

    static final class OfCounter implements LongCounterBuilder {

        private final MicrometerMeter meter;
        private Named named;

        OfCounter(MicrometerMeter meter, Named named) {
            this.meter = meter;
            this.named = named;
        }

        @Override
        public LongCounterBuilder setDescription(String description) {
            named = named.described(description);
            return this;
        }

        @Override
        public LongCounterBuilder setUnit(String unit) {
            return this;
        }

        @Override
        public DoubleCounterBuilder ofDoubles() {
            return MicrometerMeter.NONE.counterBuilder(named.name()).ofDoubles();
        }

        @Override
        public LongCounter build() {
            return new Counted(meter.counter(named));
        }

        @Override
        public ObservableLongCounter buildWithCallback(Consumer<ObservableLongMeasurement> callback) {
            return MicrometerMeter.NONE.counterBuilder(named.name()).buildWithCallback(callback);
        }
    }

    private record Counted(BiConsumer<Long, Attributes> counter) implements LongCounter {

        @Override
        public void add(long value) {
            counter.accept(value, Attributes.empty());
        }

        @Override
        public void add(long value, Attributes attributes) {
            counter.accept(value, attributes);
        }

        @Override
        public void add(long value, Attributes attributes, Context context) {
            counter.accept(value, attributes);
        }
    }

    static final class OfUpDownCounter implements LongUpDownCounterBuilder {

        private final MicrometerMeter meter;
        private Named named;

        OfUpDownCounter(MicrometerMeter meter, Named named) {
            this.meter = meter;
            this.named = named;
        }

        @Override
        public LongUpDownCounterBuilder setDescription(String description) {
            named = named.described(description);
            return this;
        }

        @Override
        public LongUpDownCounterBuilder setUnit(String unit) {
            return this;
        }

        @Override
        public DoubleUpDownCounterBuilder ofDoubles() {
            return MicrometerMeter.NONE.upDownCounterBuilder(named.name()).ofDoubles();
        }

        @Override
        public LongUpDownCounter build() {
            return new Summed(meter.sum(named));
        }

        @Override
        public ObservableLongUpDownCounter buildWithCallback(Consumer<ObservableLongMeasurement> callback) {
            return MicrometerMeter.NONE.upDownCounterBuilder(named.name()).buildWithCallback(callback);
        }

        @Override
        public ObservableLongMeasurement buildObserver() {
            return meter.gauges(named);
        }
    }

    private record Summed(BiConsumer<Long, Attributes> sum) implements LongUpDownCounter {

        @Override
        public void add(long value) {
            sum.accept(value, Attributes.empty());
        }

        @Override
        public void add(long value, Attributes attributes) {
            sum.accept(value, attributes);
        }

        @Override
        public void add(long value, Attributes attributes, Context context) {
            sum.accept(value, attributes);
        }
    }

    static final class OfDoubles implements DoubleHistogramBuilder {

        private final MicrometerMeter meter;
        private Named named;

        OfDoubles(MicrometerMeter meter, Named named) {
            this.meter = meter;
            this.named = named;
        }

        @Override
        public DoubleHistogramBuilder setDescription(String description) {
            named = named.described(description);
            return this;
        }

        @Override
        public DoubleHistogramBuilder setUnit(String unit) {
            return this;
        }

        @Override
        public DoubleHistogramBuilder setExplicitBucketBoundariesAdvice(List<Double> boundaries) {
            named = named.bounded(boundaries);
            return this;
        }

        @Override
        public LongHistogramBuilder ofLongs() {
            return new OfLongs(meter, named);
        }

        @Override
        public DoubleHistogram build() {
            return new Timed(meter.seconds(named));
        }
    }

    private record Timed(BiConsumer<Double, Attributes> timer) implements DoubleHistogram {

        @Override
        public void record(double value) {
            timer.accept(value, Attributes.empty());
        }

        @Override
        public void record(double value, Attributes attributes) {
            timer.accept(value, attributes);
        }

        @Override
        public void record(double value, Attributes attributes, Context context) {
            timer.accept(value, attributes);
        }
    }

    static final class OfLongs implements LongHistogramBuilder {

        private final MicrometerMeter meter;
        private Named named;

        OfLongs(MicrometerMeter meter, Named named) {
            this.meter = meter;
            this.named = named;
        }

        @Override
        public LongHistogramBuilder setDescription(String description) {
            named = named.described(description);
            return this;
        }

        @Override
        public LongHistogramBuilder setUnit(String unit) {
            return this;
        }

        @Override
        public LongHistogramBuilder setExplicitBucketBoundariesAdvice(List<Long> boundaries) {
            named = named.bounded(boundaries);
            return this;
        }

        @Override
        public LongHistogram build() {
            return new Distributed(meter.summary(named));
        }
    }

    private record Distributed(BiConsumer<Long, Attributes> summary) implements LongHistogram {

        @Override
        public void record(long value) {
            summary.accept(value, Attributes.empty());
        }

        @Override
        public void record(long value, Attributes attributes) {
            summary.accept(value, attributes);
        }

        @Override
        public void record(long value, Attributes attributes, Context context) {
            summary.accept(value, attributes);
        }
    }
}
