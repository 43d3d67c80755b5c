package dev.ormtracing.examples.observability;

import io.opentelemetry.exporter.prometheus.PrometheusMetricReader;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** OpenTelemetry's metrics, which are those of orm-tracing, beside Micrometer's at {@code /actuator/prometheus}. */
@Configuration(proxyBeanMethods = false)
class Metrics {

    @Bean
    SdkMeterProvider meterProvider(PrometheusRegistry registry, Resource resource) {
        PrometheusMetricReader reader = PrometheusMetricReader.create();
        registry.register(reader);
        return SdkMeterProvider.builder()
                .setResource(resource)
                .registerMetricReader(reader)
                .build();
    }
}
