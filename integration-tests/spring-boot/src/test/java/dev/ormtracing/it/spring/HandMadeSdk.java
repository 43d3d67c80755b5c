package dev.ormtracing.it.spring;

import io.opentelemetry.api.OpenTelemetry;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** The application has an OpenTelemetry bean of its own making. */
@TestConfiguration(proxyBeanMethods = false)
class HandMadeSdk {

    @Bean
    static Recorded recorded() {
        return new Recorded();
    }

    @Bean
    static OpenTelemetry openTelemetry(Recorded recorded) {
        return recorded.openTelemetry();
    }
}
