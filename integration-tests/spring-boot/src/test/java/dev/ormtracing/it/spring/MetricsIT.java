package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The metrics go where the spans go: to the application's OpenTelemetry bean. */
class MetricsIT {

    @Test
    void metrics_goToTheBeanOfTheApplication() {
        try (ConfigurableApplicationContext context = Started.with(MeteredSdk.class, "orm.tracing.metrics=true")) {
            InMemoryMetricReader reader = context.getBean(InMemoryMetricReader.class);
            context.getBean(Owners.class).count();

            assertThat(reader.collectAllMetrics())
                    .extracting(MetricData::getName)
                    .contains(
                            "orm.operation.duration",
                            "orm.operation.statements",
                            "db.client.operation.duration",
                            "db.client.connection.wait_time",
                            "db.client.connection.use_time");
        }
    }

    @Test
    void withoutTheProperty_thereAreNone() {
        try (ConfigurableApplicationContext context = Started.with(MeteredSdk.class)) {
            context.getBean(Owners.class).count();

            assertThat(context.getBean(InMemoryMetricReader.class).collectAllMetrics())
                    .extracting(metric -> metric.getInstrumentationScopeInfo().getName())
                    .noneMatch(scope -> scope.startsWith("dev.ormtracing"));
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class MeteredSdk {

        @Bean
        static InMemoryMetricReader reader() {
            return InMemoryMetricReader.create();
        }

        @Bean
        static OpenTelemetry openTelemetry(InMemoryMetricReader reader) {
            return OpenTelemetrySdk.builder()
                    .setMeterProvider(SdkMeterProvider.builder()
                            .registerMetricReader(reader)
                            .build())
                    .build();
        }
    }
}
