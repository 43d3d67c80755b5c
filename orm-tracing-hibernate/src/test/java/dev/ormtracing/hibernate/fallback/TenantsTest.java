package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OrmTracingExtension.class)
class TenantsTest {

    @Test
    void eachTenant_isTracedOnItsOwnDatabase(OpenTelemetry openTelemetry, Traces traces) throws SQLException {
        Tenants tenants = new Tenants();
        tenants.createTables("red");
        tenants.createTables("blue");
        try (SessionFactory sessions = Database.open(
                openTelemetry,
                Map.of(
                        AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER,
                        tenants,
                        AvailableSettings.HBM2DDL_AUTO,
                        "none"))) {
            try (Session red = open(sessions, "red")) {
                red.beginTransaction();
                red.persist(new User(1, "Ada"));
                red.getTransaction().commit();
            }
            try (Session blue = open(sessions, "blue")) {
                assertThat(blue.find(User.class, 1L)).isNull();
            }
            assertThat(traces.text()).isEqualTo("""
                    transaction
                      start_transaction
                        connect
                      operation User.persist
                      commit_transaction
                        flush
                          serialize
                          db_query CLIENT insert users
                        db_query CLIENT COMMIT
                    operation User.find
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate""");
            assertThat(traces.queries())
                    .extracting(query -> String.valueOf(query.attribute("db.namespace")))
                    .satisfiesExactly(
                            red -> assertThat(red).startsWithIgnoringCase(tenants.name("red")),
                            blue -> assertThat(blue).startsWithIgnoringCase(tenants.name("blue")));
            assertThat(tenants.lent).isEmpty();
        }
    }

    @SuppressWarnings("deprecation")
    private static Session open(SessionFactory sessions, String tenant) {
        return sessions.withOptions().tenantIdentifier((Object) tenant).openSession();
    }

    private static final class Tenants implements MultiTenantConnectionProvider<String> {

        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> urls = Map.of(
                "red", "jdbc:h2:mem:red_tenant;DB_CLOSE_DELAY=-1", "blue", "jdbc:h2:mem:blue_tenant;DB_CLOSE_DELAY=-1");
        private final transient List<Connection> lent = new ArrayList<>();

        void createTables(String tenant) throws SQLException {
            try (Connection connection = DriverManager.getConnection(urls.get(tenant))) {
                connection
                        .createStatement()
                        .execute("create table users (id bigint primary key, version int, name varchar)");
            }
        }

        String name(String tenant) {
            return urls.get(tenant)
                    .substring("jdbc:h2:mem:".length(), urls.get(tenant).indexOf(';'));
        }

        @Override
        public Connection getAnyConnection() throws SQLException {
            return getConnection("red");
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            releaseConnection("red", connection);
        }

        @Override
        public Connection getConnection(String tenant) throws SQLException {
            Connection connection = DriverManager.getConnection(urls.get(tenant));
            lent.add(connection);
            return connection;
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            assertThat(lent).contains(connection);
            lent.remove(connection);
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return false;
        }

        @Override
        public boolean isUnwrappableAs(Class<?> type) {
            return type.isInstance(this);
        }

        @Override
        public <T> T unwrap(Class<T> type) {
            return type.cast(this);
        }
    }
}
