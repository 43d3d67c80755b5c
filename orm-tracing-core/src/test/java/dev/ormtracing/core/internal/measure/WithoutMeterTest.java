package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.LoggedLines;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import org.junit.jupiter.api.Test;

/** Metrics that are asked for, and an OpenTelemetry that measures nothing. */
class WithoutMeterTest {

    /** Only traces. Its name keeps its warning apart from those of other tests: each is given once. */
    private static final class OnlyTraces implements OpenTelemetry {

        @Override
        public TracerProvider getTracerProvider() {
            return TracerProvider.noop();
        }

        @Override
        public ContextPropagators getPropagators() {
            return ContextPropagators.noop();
        }
    }

    @Test
    void metricsThatGoNowhere_areWarnedOfOnce() {
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            for (int i = 0; i < 2; i++) {
                OrmTracing tracing = OrmTracing.builder()
                        .openTelemetry(new OnlyTraces())
                        .metrics(true)
                        .build();
                assertThat(tracing.tracer().metrics()).isNotNull();
            }

            assertThat(log.all())
                    .containsExactly("Metrics are switched on, but the OpenTelemetry that was found ("
                            + OnlyTraces.class.getName()
                            + ") has no meter, nor, with Spring Boot, is there a MeterRegistry: nothing is measured.");
        }
    }

    @Test
    void withoutMetrics_nothingIsSaid() {
        try (LoggedLines log = new LoggedLines("dev.ormtracing")) {
            assertThat(OrmTracing.create(new OnlyTraces()).tracer().metrics()).isNull();
            assertThat(log.all()).isEmpty();
        }
    }
}
