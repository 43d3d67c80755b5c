package dev.ormtracing.it.spring;

import io.opentelemetry.sdk.trace.SpanProcessor;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Spring Boot builds the OpenTelemetry bean; it takes every span processor that it finds. */
@TestConfiguration(proxyBeanMethods = false)
class BootsSdk {

    @Bean
    static Recorded recorded() {
        return new Recorded();
    }

    @Bean
    static SpanProcessor recordingProcessor(Recorded recorded) {
        return recorded.processor();
    }
}
