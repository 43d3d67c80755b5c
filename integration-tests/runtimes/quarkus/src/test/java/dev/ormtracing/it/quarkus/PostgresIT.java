package dev.ormtracing.it.quarkus;

import dev.ormtracing.it.servers.DatabaseServers;
import dev.ormtracing.quarkus.test.OrmTracingQuarkusExtension;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The same trees on PostgreSQL, and beside Quarkus' own telemetry of JDBC: a statement is one span. */
@QuarkusTest
@TestProfile(PostgresIT.Profile.class)
@ExtendWith(OrmTracingQuarkusExtension.class)
class PostgresIT extends QuarkusScenarios {

    public static final class Profile implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            int port = DatabaseServers.running().port("postgresql");
            return Map.of(
                    "quarkus.datasource.db-kind", "postgresql",
                    "quarkus.datasource.jdbc.telemetry", "true",
                    "quarkus.datasource.username", "postgres",
                    "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:" + port + "/postgres");
        }
    }
}
