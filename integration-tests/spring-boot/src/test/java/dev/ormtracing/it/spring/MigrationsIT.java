package dev.ormtracing.it.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What makes the tables when the application starts. */
class MigrationsIT {

    private static final String VALIDATE = "spring.jpa.hibernate.ddl-auto=validate";

    @Test
    void schemaByHibernate_leavesNoSpan() {
        expectStart("spring.jpa.hibernate.ddl-auto=create-drop");
    }

    @Test
    void schemaByScript_leavesNoSpan() {
        expectStart(
                VALIDATE,
                "spring.sql.init.mode=always",
                "spring.sql.init.schema-locations=classpath:db/V1__clinic.sql");
    }

    @Test
    void schemaByFlyway_leavesNoSpan() {
        expectStart(VALIDATE, "spring.flyway.enabled=true", "spring.flyway.locations=classpath:db");
    }

    @Test
    void schemaByLiquibase_leavesNoSpan() {
        expectStart(
                VALIDATE, "spring.liquibase.enabled=true", "spring.liquibase.change-log=classpath:db/V1__clinic.sql");
    }

    private static void expectStart(String... properties) {
        try (ConfigurableApplicationContext context = Started.with(BootsSdk.class, properties)) {
            assertThatTraces(context.getBean(Recorded.class).traces()).isEmpty();
            assertThat(context.getBean(Owners.class).count()).isZero();
        }
    }
}
