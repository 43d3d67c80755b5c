package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.testing.Traces;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same as {@link PlainScenariosIT}, with the sessions that Quarkus injects. */
abstract class QuarkusScenarios {

    /** What Quarkus' own telemetry adds to a connect. */
    private static final String TELEMETRY = "DataSource.getConnection";

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

        assertThatTraces(traces).ignoring(TELEMETRY).matchesTree(Trees.QUARKUS.resolve(scenario.file()));
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
