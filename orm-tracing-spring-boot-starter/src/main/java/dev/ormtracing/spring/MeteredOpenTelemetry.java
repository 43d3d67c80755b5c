package dev.ormtracing.spring;

import dev.ormtracing.core.internal.base.Guard;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.logs.LoggerProvider;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * The application's OpenTelemetry, whose metrics go to the application's registry of Micrometer's: Spring Boot builds one
 * that traces, and leaves metrics to Micrometer.
 */
final class MeteredOpenTelemetry implements OpenTelemetry {

    private final OpenTelemetry found;
    private final BeanFactory beans;

    private MeteredOpenTelemetry(OpenTelemetry found, BeanFactory beans) {
        this.found = found;
        this.beans = beans;
    }

    /** The OpenTelemetry itself where it has a meter that measures. */
    static OpenTelemetry of(OpenTelemetry found, BeanFactory beans) {
        try {
            boolean measures = found.getMeter("dev.ormtracing").getClass() != MicrometerMeter.NONE.getClass();
            return measures ? found : new MeteredOpenTelemetry(found, beans);
        } catch (Throwable e) {
            Guard.report(e);
            return found;
        }
    }

    @Override
    public TracerProvider getTracerProvider() {
        return found.getTracerProvider();
    }

    @Override
    public LoggerProvider getLogsBridge() {
        return found.getLogsBridge();
    }

    @Override
    public ContextPropagators getPropagators() {
        return found.getPropagators();
    }

    /** Asked for when there is something to measure; the registry may need what is being measured to be made. */
    @Override
    public MeterProvider getMeterProvider() {
        MeterRegistry registry = beans.getBeanProvider(MeterRegistry.class).getIfUnique();
        return registry == null ? found.getMeterProvider() : new Provider(new MicrometerMeter(registry));
    }

    /** One meter for every scope: Micrometer knows none. */
    private record Provider(Meter meter) implements MeterProvider, MeterBuilder {

        @Override
        public MeterBuilder meterBuilder(String scope) {
            return this;
        }

        @Override
        public MeterBuilder setSchemaUrl(@Nullable String url) {
            return this;
        }

        @Override
        public MeterBuilder setInstrumentationVersion(@Nullable String version) {
            return this;
        }

        @Override
        public Meter build() {
            return meter;
        }
    }
}
