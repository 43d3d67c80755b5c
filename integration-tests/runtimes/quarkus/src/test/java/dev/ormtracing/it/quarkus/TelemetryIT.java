package dev.ormtracing.it.quarkus;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beside Quarkus' own telemetry of JDBC. */
@QuarkusTest
@TestProfile(TelemetryIT.Profile.class)
@ExtendWith(OrmTracingQuarkusExtension.class)
class TelemetryIT {

    @TestHTTPResource
    URI application;

    @Inject
    TraceRecorder recorder;

    @Test
    void statement_isOneSpan(Traces traces) throws Exception {
        Requests requests = new Requests(application, recorder);
        requests.post("/library/authors?name=A");
        traces.clear();

        requests.post("/library/authors?name=B");

        assertThatTraces(traces).matchesTree("""
                POST /library/authors SERVER
                  transaction
                    start_transaction
                    operation Author.persist
                      serialize
                      connect
                        DataSource.getConnection
                      db_query CLIENT select
                      serialize
                    commit_transaction
                      flush
                        serialize
                        db_query CLIENT insert Author
                      db_query CLIENT COMMIT
                """);
    }

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.telemetry", "true");
        }
    }
}
