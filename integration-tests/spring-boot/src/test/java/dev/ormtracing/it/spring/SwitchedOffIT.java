package dev.ormtracing.it.spring;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.ormtracing.it.clinic.Clinic;
import dev.ormtracing.it.clinic.Owner;
import dev.ormtracing.it.clinic.Owners;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** Switched off, nothing is left of it: no span, no wrapper, no session but Hibernate's own. */
class SwitchedOffIT {

    @ParameterizedTest
    @ValueSource(strings = {"false", "off", "No", "0"})
    void nothingIsWrapped(String off) throws SQLException {
        try (ConfigurableApplicationContext context = Started.with(BootsSdk.class, "orm.tracing.enabled=" + off)) {
            DataSource dataSource = context.getBean(DataSource.class);
            assertThat(dataSource).isExactlyInstanceOf(HikariDataSource.class);
            try (Connection connection = dataSource.getConnection()) {
                assertThat(connection.getClass().getName()).startsWith("com.zaxxer.hikari.");
            }
            EntityManagerFactory entities = context.getBean(EntityManagerFactory.class);
            try (Session session =
                    entities.unwrap(SessionFactoryImplementor.class).openSession()) {
                assertThat(session.getClass().getName()).startsWith("org.hibernate.");
            }

            context.getBean(Clinic.class).registerAndCountByJdbc(new Owner("Ada", "Ghent"));
            context.getBean(Owners.class).startingWith("A");

            assertThatTraces(context.getBean(Recorded.class).traces()).isEmpty();
        }
    }
}
