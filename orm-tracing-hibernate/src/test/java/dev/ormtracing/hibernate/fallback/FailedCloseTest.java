package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hibernate does not say that a factory is closed whose services are gone before. */
@ExtendWith(OrmTracingExtension.class)
class FailedCloseTest {

    @Entity(name = "Vehicle")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Vehicle {
        @Id
        long id;
    }

    @Entity(name = "Car")
    static class Car extends Vehicle {
        int doors;
    }

    @Test
    void closeThatFails_leavesNoSpanOpen(OpenTelemetry openTelemetry, Traces traces) {
        StandardServiceRegistry registry = new StandardServiceRegistryBuilder()
                .applySetting(AvailableSettings.JAKARTA_JDBC_URL, "jdbc:h2:mem:")
                .applySetting(OrmTracingSettings.SESSION_SUBCLASS, false)
                .applySetting(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry))
                .applySetting("hibernate.query.mutation_strategy.local_temporary.drop_tables", true)
                .applySetting("hibernate.query.mutation_strategy.global_temporary.drop_tables", true)
                .build();
        SessionFactory sessions = new MetadataSources(registry)
                .addAnnotatedClasses(Vehicle.class, Car.class)
                .buildMetadata()
                .buildSessionFactory();
        traces.clear();
        StandardServiceRegistryBuilder.destroy(registry);

        assertThat(catchThrowable(sessions::close)).isNotNull();
        assertThat(traces.trees()).isEmpty();
    }
}
