package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link PlainScenariosIT}, with the sessions that Quarkus injects. */
@QuarkusTest
@ExtendWith(OrmTracingQuarkusExtension.class)
class QuarkusScenariosIT {

    @Inject
    Session session;

    @Inject
    StatelessSession statelessSession;

    @Inject
    Traces traces;

    @ParameterizedTest
    @EnumSource
    void scenario_hasItsTree(Scenario scenario) {
        QuarkusTransaction.requiringNew().run(() -> Scenario.fill(session));
        run(scenario);
        QuarkusTransaction.requiringNew().run(() -> Scenario.fill(session));
        traces.clear();

        run(scenario);

        assertThatTraces(traces).matchesTree(Trees.QUARKUS.resolve(scenario.file()));
    }

    private void run(Scenario scenario) {
        QuarkusTransaction.requiringNew().run(() -> {
            if (scenario.isStateless()) {
                scenario.run(statelessSession);
            } else {
                scenario.run(session);
            }
        });
    }
}
