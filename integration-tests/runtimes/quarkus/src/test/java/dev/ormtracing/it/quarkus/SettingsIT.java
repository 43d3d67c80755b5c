package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.it.quarkus.library.Author;
import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Settings of the application. */
@QuarkusTest
@TestProfile(SettingsIT.Profile.class)
@ExtendWith(OrmTracingQuarkusExtension.class)
class SettingsIT {

    @Inject
    Session session;

    @Test
    void settings_ofBothPrefixesCount(Traces traces) {
        QuarkusTransaction.requiringNew().run(() -> session.find(Author.class, -1L));

        assertThatTraces(traces)
                .inFormat(TreeFormat.standard().withAttributes("db.query.parameter.0", "db.query.parameter.1"))
                .matchesTree("""
                transaction
                  operation Author.find
                    db_query CLIENT select Author db.query.parameter.0=-1
                  db_query CLIENT COMMIT
                """);
    }

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.orm-tracing.detail", "compact",
                    "orm.tracing.detail", "full",
                    "orm.tracing.record-query-parameters", "true");
        }
    }
}
