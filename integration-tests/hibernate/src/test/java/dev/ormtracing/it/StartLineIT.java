package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The log says once of each factory that it is traced, how, and how much of it is kept; and nothing of its database. */
@EveryDatabase
class StartLineIT {

    @Entity(name = "Started")
    @Table(name = "started")
    static class Started {

        @Id
        private long id;
    }

    private final TracedUnit unit;

    StartLineIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @CsvSource({"true, with its sessions", "false, by its services and events alone"})
    void factory_isToldOnce(boolean subclass, String how) {
        String name = "started-" + UUID.randomUUID();
        Map<String, String> settings = Map.of(
                "hibernate.session_factory_name",
                name,
                "hibernate.session_factory_name_is_jndi",
                "false",
                "hibernate.orm_tracing.session_subclass",
                String.valueOf(subclass));
        try (LoggedLines log = new LoggedLines("dev.ormtracing");
                SessionFactory factory = unit.sessionsOf(List.of(Started.class), settings)) {
            factory.inTransaction(session -> session.find(Started.class, 1L));
            factory.inSession(session -> session.find(Started.class, 1L));

            assertThat(log.messages())
                    .filteredOn(line -> line.contains(name))
                    .singleElement()
                    .asString()
                    .startsWith("Tracing the SessionFactory " + name + " of Hibernate ORM " + Version.getVersionString()
                            + " " + how + ": detail full, metrics off, sampled by ")
                    .doesNotContain("jdbc:");
        }
    }
}
