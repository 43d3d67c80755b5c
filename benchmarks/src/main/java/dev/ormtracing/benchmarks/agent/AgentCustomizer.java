package dev.ormtracing.benchmarks.agent;

import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;

/** The agent's extension: ends its spans where those of the other variants end. */
public final class AgentCustomizer implements AutoConfigurationCustomizerProvider {

    @Override
    public void customize(AutoConfigurationCustomizer customizer) {
        customizer.addTracerProviderCustomizer(AgentCustomizer::addProcessor);
    }

    private static SdkTracerProviderBuilder addProcessor(SdkTracerProviderBuilder provider, ConfigProperties config) {
        return provider.addSpanProcessor(
                config.getBoolean("benchmarks.batch", false) ? DoNothingExporter.batched() : new DoNothingProcessor());
    }
}
