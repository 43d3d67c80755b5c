package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.it.clinic.Owners;
import dev.ormtracing.spring.OrmTracingCustomizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** Settings by the application's properties, and by a bean, which has the last word. */
@ExtendWith(OutputCaptureExtension.class)
class SettingsIT {

    @Test
    void properties_areTaken() {
        expect(HandMadeSdk.class, """
                operation Owner.getResultList
                  db_query CLIENT select owners
                """, "orm.tracing.detail=compact");
    }

    @Test
    void customizer_hasTheLastWord() {
        expect(Customized.class, """
                operation Owner.getResultList
                  db_query CLIENT select owners
                """, "orm.tracing.detail=full");
    }

    @Test
    void wrongValue_isReportedByNameAndIgnored(CapturedOutput output) {
        expect(
                HandMadeSdk.class,
                """
                operation Owner.getResultList
                  serialize
                  connect
                  db_query CLIENT select owners
                  hydrate
                """,
                "orm.tracing.detail=verbose",
                "orm.tracing.slow-operation-threshold=soon",
                "orm.tracing.query-parameter-max-length=-1");

        assertThat(output)
                .contains(
                        "orm.tracing.detail",
                        "orm.tracing.slow-operation-threshold",
                        "orm.tracing.query-parameter-max-length");
    }

    private static void expect(Class<?> configuration, String tree, String... properties) {
        try (ConfigurableApplicationContext context = Started.with(configuration, properties)) {
            Recorded recorded = context.getBean(Recorded.class);
            recorded.clear();
            context.getBean(Owners.class).startingWith("A");
            recorded.expect(tree);
        }
    }

    @TestConfiguration(proxyBeanMethods = false)
    @Import(HandMadeSdk.class)
    static class Customized {

        @Bean
        static OrmTracingCustomizer compact() {
            return tracing -> tracing.detail(Detail.COMPACT);
        }
    }
}
