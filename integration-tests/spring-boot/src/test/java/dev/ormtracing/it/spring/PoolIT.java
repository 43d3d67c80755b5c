package dev.ormtracing.it.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.clinic.Owners;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** Spring Boot, and whoever asks for it, still finds the pool. */
@ClinicTest
@TestPropertySource(
        properties = {
            "spring.datasource.hikari.maximum-pool-size=7",
            "spring.datasource.hikari.pool-name=clinic",
            "management.endpoints.web.exposure.include=health,metrics"
        })
class PoolIT {

    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private HikariDataSource pool;

    @Autowired
    private Owners owners;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private Recorded recorded;

    @Test
    void pool_canBeInjected() {
        assertThat(pool.getPoolName()).isEqualTo("clinic");
        assertThat(pool.getMaximumPoolSize()).isEqualTo(7);
    }

    @Test
    void pool_isBehindTheDataSource() throws SQLException {
        assertThat(dataSource.isWrapperFor(HikariDataSource.class)).isTrue();
        assertThat(dataSource.unwrap(HikariDataSource.class).getPoolName()).isEqualTo("clinic");
        assertThat(dataSource
                        .unwrap(HikariDataSource.class)
                        .getHikariPoolMXBean()
                        .getTotalConnections())
                .isPositive();
        assertThat(dataSource.unwrap(HikariConfigMXBean.class).getMaximumPoolSize())
                .isEqualTo(7);
    }

    @Test
    void metrics_areThoseOfThePool() {
        owners.count();

        Gauge size =
                meters.get("hikaricp.connections.max").tag("pool", "clinic").gauge();
        assertThat(size.value()).isEqualTo(7);
        assertThat(meters.get("jdbc.connections.max").gauge().value()).isEqualTo(7);
        assertThat(meters.get("hikaricp.connections.usage").timer().count()).isPositive();
    }

    @Test
    void metrics_areInTheActuator() {
        assertThat(new Client(port)
                        .get("/actuator/metrics/hikaricp.connections.max")
                        .body())
                .contains("\"value\":7.0");
    }

    @Test
    void health_asksForAConnection() {
        assertThat(new Client(port).get("/actuator/health").body()).contains("\"db\":{", "\"database\":\"H2\"");

        recorded.expect("""
                http get /actuator/health SERVER
                  connect
                  connect
                """);
    }
}
