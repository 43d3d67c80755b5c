package dev.ormtracing.it.spring;

import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;

/** The test kit in a test of the whole application that is transactional. */
@SpringBootTest(classes = {ClinicApplication.class, TransactionalIT.Sdk.class})
@DirtiesContext
class TransactionalIT extends InATransaction {

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
