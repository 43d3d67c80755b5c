package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.it.clinic.ClinicApplication;
import dev.ormtracing.it.clinic.Owners;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The OpenTelemetry that Spring Boot builds has no meter: the figures go to Micrometer, and Actuator's page of Prometheus shows
 * them under the names that OpenTelemetry's exporter gives them.
 */
class PrometheusIT {

    @Test
    void figures_areOnThePageOfPrometheus() throws Exception {
        try (ConfigurableApplicationContext context = start("orm.tracing.metrics=true")) {
            HikariDataSource pool = context.getBean(HikariDataSource.class);
            TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
            transactions.executeWithoutResult(
                    status -> context.getBean(Owners.class).count());
            transactions.executeWithoutResult(status -> {
                context.getBean(Owners.class).count();
                status.setRollbackOnly();
            });
            try (Connection only = pool.getConnection()) {
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class);
                String inUse = page(context);

                assertThat(inUse).containsOnlyOnce("\ndb_client_connection_max{");
                assertThat(inUse)
                        .contains(
                                "\ndb_client_connection_count{db_client_connection_pool_name=\"dataSource\","
                                        + "db_client_connection_state=\"used\"} 1.0",
                                "\ndb_client_connection_count{db_client_connection_pool_name=\"dataSource\","
                                        + "db_client_connection_state=\"idle\"} 0.0",
                                "\ndb_client_connection_max{db_client_connection_pool_name=\"dataSource\"} 1.0",
                                "\ndb_client_connection_idle_min{db_client_connection_pool_name=\"dataSource\"} 1.0",
                                "\ndb_client_connection_pending_requests{db_client_connection_pool_name=\"dataSource\"}"
                                        + " 0.0",
                                "\ndb_client_connection_timeouts_total{db_client_connection_pool_name=\"dataSource\"}"
                                        + " 1.0",
                                "\ndb_client_connection_wait_time_seconds_count{db_client_connection_pool_name="
                                        + "\"dataSource\"} 3",
                                "\ndb_client_connection_wait_time_seconds_bucket{db_client_connection_pool_name="
                                        + "\"dataSource\",le=\"0.001\"}",
                                "\ndb_client_operation_duration_seconds_count{db_namespace=",
                                "db_query_summary=\"select owners\"",
                                "\norm_operation_duration_seconds_count{error_type=\"none\",method=",
                                "\norm_operation_statements_count{",
                                "\norm_query_plan_cache_total{result=\"",
                                "\norm_session_open 0.0",
                                "\norm_transactions_total{orm_transaction_outcome=\"committed\"} 1.0",
                                "\norm_transactions_total{orm_transaction_outcome=\"rolled_back\"} 1.0");
            }
            assertThat(page(context))
                    .contains(
                            "\ndb_client_connection_use_time_seconds_count{db_client_connection_pool_name=\"dataSource\"}"
                                    + " 3",
                            "db_client_connection_state=\"used\"} 0.0",
                            "db_client_connection_state=\"idle\"} 1.0");
        }
    }

    @Test
    void sessionThatIsOpen_isCounted() throws Exception {
        try (ConfigurableApplicationContext context = start("orm.tracing.metrics=true")) {
            TransactionTemplate transactions = context.getBean(TransactionTemplate.class);
            transactions.executeWithoutResult(status -> {
                context.getBean(Owners.class).count();
                assertThat(page(context)).contains("\norm_session_open 1.0");
            });
            assertThat(page(context)).contains("\norm_session_open 0.0");
        }
    }

    @Test
    void withoutTheProperty_thereAreNone() throws Exception {
        long failures = Guard.failures();
        try (ConfigurableApplicationContext context = start()) {
            context.getBean(Owners.class).count();

            assertThat(page(context)).contains("\nhikaricp_connections").doesNotContain("\ndb_client_", "\norm_");
        }
        assertThat(Guard.failures()).isEqualTo(failures);
    }

    private static ConfigurableApplicationContext start(String... properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(ClinicApplication.class)
                .properties(
                        "server.port=0",
                        "management.endpoints.web.exposure.include=prometheus",
                        "spring.datasource.hikari.maximum-pool-size=1",
                        "spring.datasource.hikari.connection-timeout=1000");
        return application.properties(properties).run();
    }

    private static String page(ConfigurableApplicationContext context) {
        int port = Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        return new Client(port).get("/actuator/prometheus").body();
    }
}
