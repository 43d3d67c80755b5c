package dev.ormtracing.it.spring;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.spring.boot.JpaSlice;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/** The test kit in a slice test, with the extension as an application would use it. */
@JpaSlice
@ContextConfiguration(classes = {ClinicApplication.class, SliceInATransactionIT.Sdk.class})
@DirtiesContext
class SliceInATransactionIT extends InATransaction {

    @RegisterExtension
    static final OrmTracingExtension TRACING =
            OrmTracingExtension.builder().sharedByClass().build();

    @TestConfiguration(proxyBeanMethods = false)
    static class Sdk {

        @Bean
        static OpenTelemetry openTelemetry() {
            return TRACING.openTelemetry();
        }
    }
}
