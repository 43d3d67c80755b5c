package dev.ormtracing.load.application;

import dev.ormtracing.benchmarks.agent.DoNothingExporter;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.OpenTelemetrySdkBuilder;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The same SDK and the same server spans for all variants that have an SDK, but the Java agent's, which has its own. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("load.sampled")
class SdkConfiguration {

    @Bean
    OpenTelemetrySdk openTelemetry(
            @Value("${load.sampled}") double sampled,
            @Value("${load.metrics:false}") boolean metrics,
            ObjectProvider<SpanProcessor> ofThePage) {
        SdkTracerProviderBuilder tracers = SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampled)))
                .addSpanProcessor(DoNothingExporter.batched());
        ofThePage.orderedStream().forEach(tracers::addSpanProcessor);
        OpenTelemetrySdkBuilder sdk = OpenTelemetrySdk.builder().setTracerProvider(tracers.build());
        if (metrics) {
            sdk.setMeterProvider(SdkMeterProvider.builder()
                    .registerMetricReader(
                            PeriodicMetricReader.builder(new DiscardedMetrics()).build())
                    .build());
        }
        return sdk.build();
    }

    @Bean
    ServerSpans serverSpans(OpenTelemetry openTelemetry) {
        return new ServerSpans(openTelemetry.getTracer("load"));
    }
}
