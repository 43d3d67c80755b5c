package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.it.quarkus.library.Author;
import dev.ormtracing.it.quarkus.library.Book;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the application does, without Quarkus: what its trees are compared with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlainScenariosIT {

    @RegisterExtension
    static final OrmTracingExtension TRACING =
            OrmTracingExtension.builder().sharedByClass().build();

    private SessionFactory sessions;

    @BeforeAll
    void start(OpenTelemetry openTelemetry) {
        Configuration configuration = new Configuration()
                .addAnnotatedClass(Author.class)
                .addAnnotatedClass(Book.class)
                .setProperty("hibernate.connection.url", "jdbc:h2:mem:plain")
                .setProperty("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(openTelemetry));
        sessions = configuration.buildSessionFactory();
    }

    @AfterAll
    void stop() {
        sessions.close();
    }

    @ParameterizedTest
    @EnumSource
    void scenario_hasItsTree(Scenario scenario) {
        sessions.inTransaction(Scenario::fill);
        run(scenario);
        sessions.inTransaction(Scenario::fill);
        TRACING.traces().clear();

        run(scenario);

        assertThatTraces(TRACING.traces()).matchesTree(Trees.PLAIN.resolve(scenario.file()));
    }

    private void run(Scenario scenario) {
        if (scenario.isStateless()) {
            sessions.inStatelessTransaction(scenario::run);
        } else {
            sessions.inTransaction(scenario::run);
        }
    }
}
