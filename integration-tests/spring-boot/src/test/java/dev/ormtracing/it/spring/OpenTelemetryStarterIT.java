package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.clinic.Owners;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * OpenTelemetry's own Spring Boot starter, which this test has on its class path, wraps the DataSource as well: a statement
 * has one span nevertheless. Whether its wrapper tells the borrowing of connections too is for its version to say.
 */
@ExtendWith(OutputCaptureExtension.class)
class OpenTelemetryStarterIT {

    @Test
    void statements_haveOneSpan_ours() {
        try (ConfigurableApplicationContext context = Started.with(HandMadeSdk.class)) {
            Recorded recorded = context.getBean(Recorded.class);
            recorded.clear();

            count(context);

            recorded.expect("""
                    * HikariDataSource.getConnection
                    transaction
                      connect
                      start_transaction
                      operation Owner.getSingleResult
                        serialize
                        db_query CLIENT select owners
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                    connect
                      * HikariDataSource.getConnection
                    db_query CLIENT select owners
                    """);
        }
    }

    @Test
    void statements_haveTheirsWhereOursIsSwitchedOff() {
        try (ConfigurableApplicationContext context = Started.with(HandMadeSdk.class, "orm.tracing.enabled=false")) {
            Recorded recorded = context.getBean(Recorded.class);
            recorded.clear();

            count(context);

            recorded.expect("""
                    SELECT ... CLIENT
                    SELECT ... CLIENT
                    """);
        }
    }

    @Test
    void statement_isLoggedWithTheIdsOfItsOperation(CapturedOutput output) {
        LoggingPage.OPENTELEMETRYS_STARTER.isTrue(HandMadeSdk.class, output);
    }

    private static void count(ConfigurableApplicationContext context) {
        assertThat(context.getBean(Owners.class).count()).isZero();
        assertThat(context.getBean(JdbcTemplate.class).queryForObject("select count(*) from owners", Long.class))
                .isZero();
    }
}
