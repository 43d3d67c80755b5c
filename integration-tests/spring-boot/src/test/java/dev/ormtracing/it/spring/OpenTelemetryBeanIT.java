package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.it.spring.boot.Versions;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Where the spans go: to the application's OpenTelemetry bean, whoever made it, else to the global one. */
class OpenTelemetryBeanIT {

    private static final String COUNT = """
            transaction
              connect
              start_transaction
              operation Owner.getSingleResult
                serialize
                db_query CLIENT select owners
                hydrate
              commit_transaction
                db_query CLIENT COMMIT
            """;

    private static final String NO_BEAN = "spring.autoconfigure.exclude=" + Versions.OPENTELEMETRY_AUTO_CONFIGURATION;

    @Test
    void beanOfSpringBoot_isUsed() {
        try (ConfigurableApplicationContext context = Started.with(BootsSdk.class)) {
            expectCount(context, context.getBean(Recorded.class));
        }
    }

    @Test
    void beanOfTheApplication_isUsed() {
        try (ConfigurableApplicationContext context = Started.with(HandMadeSdk.class)) {
            expectCount(context, context.getBean(Recorded.class));
        }
    }

    @Test
    void withoutABean_theGlobalOneIsUsed() {
        try (Recorded recorded = new Recorded();
                ConfigurableApplicationContext context = Started.with(NoSdk.class, NO_BEAN)) {
            recorded.registerGlobally();

            assertThat(context.getBeanNamesForType(OpenTelemetry.class)).isEmpty();
            expectCount(context, recorded);
        }
    }

    @Test
    void withoutAny_theApplicationWorksAndTheGlobalOneCanStillBeSet() {
        GlobalOpenTelemetry.resetForTest();
        try (ConfigurableApplicationContext context = Started.with(NoSdk.class, NO_BEAN)) {
            assertThat(context.getBean(Owners.class).count()).isZero();
            GlobalOpenTelemetry.set(OpenTelemetry.noop());
        } finally {
            GlobalOpenTelemetry.resetForTest();
        }
    }

    private static void expectCount(ConfigurableApplicationContext context, Recorded recorded) {
        recorded.clear();
        assertThat(context.getBean(Owners.class).count()).isZero();
        recorded.expect(COUNT);
        recorded.check();
    }

    /** Spring Boot's is excluded by a property. */
    @TestConfiguration(proxyBeanMethods = false)
    static class NoSdk {}
}
