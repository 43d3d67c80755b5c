package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.jdbc.connections.spi.MultiTenantConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.service.Service;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.ServiceRegistryAwareService;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.service.spi.Startable;
import org.hibernate.service.spi.Stoppable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The application's connection provider stays its own object, lives as it does without tracing, and is traced. */
class ConnectionProviderIT {

    private static final String QUERY = """
            operation getSingleResult
              serialize
              connect
              db_query CLIENT select
              hydrate""";

    private final TraceRecorder recorder = TraceRecorder.create();

    @AfterEach
    void check() {
        recorder.check();
    }

    @Test
    void provider_isTheApplicationsObject() {
        OwnProvider own = new OwnProvider();
        try (SessionFactory sessions = open(AvailableSettings.CONNECTION_PROVIDER, own)) {
            assertThat(service(sessions, ConnectionProvider.class)).isSameAs(own);
        }
    }

    @Test
    void multiTenantProvider_isTheApplicationsObject() {
        OwnTenants own = new OwnTenants();
        try (SessionFactory sessions = open(AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER, own)) {
            assertThat(service(sessions, MultiTenantConnectionProvider.class)).isSameAs(own);
        }
    }

    @Test
    void provider_isTraced() {
        try (SessionFactory sessions = open(AvailableSettings.CONNECTION_PROVIDER, new OwnProvider())) {
            sessions.inSession(Factories::select);
        }
        assertThat(recorder.traces().text()).startsWith(QUERY);
    }

    @Test
    void multiTenantProvider_isTraced() {
        try (SessionFactory sessions = open(AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER, new OwnTenants());
                Session session = openFor("red", sessions)) {
            Factories.select(session);
        }
        assertThat(recorder.traces().text()).startsWith(QUERY);
    }

    @Test
    void provider_getsBackTheConnectionsItLent() {
        OwnProvider own = new OwnProvider();
        try (SessionFactory sessions = open(AvailableSettings.CONNECTION_PROVIDER, own)) {
            sessions.inSession(Factories::select);
            sessions.inTransaction(Factories::select);
        }
        assertThat(own.calls).contains("getConnection", "closeConnection").doesNotContain("unknown connection");
        assertThat(own.lent).isEmpty();
    }

    @Test
    void multiTenantProvider_getsBackTheConnectionsItLent() {
        OwnTenants own = new OwnTenants();
        try (SessionFactory sessions = open(AvailableSettings.MULTI_TENANT_CONNECTION_PROVIDER, own);
                Session session = openFor("red", sessions)) {
            Factories.select(session);
        }
        assertThat(own.calls)
                .contains("getConnection red", "releaseConnection red")
                .doesNotContain("unknown connection");
        assertThat(own.lent).isEmpty();
    }

    @Test
    void provider_isStartedAndStoppedOnce() {
        OwnProvider own = new OwnProvider();
        open(AvailableSettings.CONNECTION_PROVIDER, own).close();

        assertThat(own.calls)
                .containsSubsequence("injectServices", "configure", "start", "stop")
                .containsOnlyOnce("injectServices", "configure", "start", "stop");
    }

    @Test
    void withoutSessionSubclasses_providerIsStartedAndStoppedOnce() {
        OwnProvider own = new OwnProvider();
        Factories.open(recorder, Map.of(AvailableSettings.CONNECTION_PROVIDER, own, Factories.SUBCLASS, false))
                .close();

        assertThat(own.calls)
                .containsSubsequence("injectServices", "configure", "start", "stop")
                .containsOnlyOnce("injectServices", "configure", "start", "stop");
    }

    @Test
    void connectionOfASession_isTracedByWhoeverAsksForIt() throws SQLException {
        try (SessionFactory sessions = open(AvailableSettings.CONNECTION_PROVIDER, new OwnProvider());
                Session session = sessions.openSession()) {
            var access = session.unwrap(SharedSessionContractImplementor.class).getJdbcConnectionAccess();
            Connection connection = access.obtainConnection();
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection).isNotInstanceOf(JdbcConnection.class);
            access.releaseConnection(connection);
        }
    }

    @Test
    void refusedConnection_isTheApplicationsException() {
        OwnProvider own = new OwnProvider();
        SQLException refusal = new SQLException("refused", "08001");
        try (SessionFactory sessions = open(AvailableSettings.CONNECTION_PROVIDER, own)) {
            own.refusal = refusal;
            try (Session session = sessions.openSession()) {
                Factories.select(session);
            } catch (RuntimeException e) {
                assertThat(e).hasRootCause(refusal);
            }
        }
        assertThat(recorder.traces().text()).startsWith("""
                operation getSingleResult ERROR org.hibernate.exception.JDBCConnectionException
                  serialize
                  connect ERROR""");
    }

    private SessionFactory open(String setting, Object provider) {
        return Factories.open(recorder, Map.of(setting, provider));
    }

    @SuppressWarnings("deprecation") // Hibernate 6.6 has the method for identifiers that are no text only deprecated.
    private static Session openFor(String tenant, SessionFactory sessions) {
        return sessions.withOptions().tenantIdentifier((Object) tenant).openSession();
    }

    private static <S extends Service> S service(SessionFactory sessions, Class<S> role) {
        return sessions.unwrap(SessionFactoryImplementor.class)
                .getServiceRegistry()
                .getService(role);
    }

    /** What both providers of this test do. */
    private abstract static class Lender {

        final List<String> calls = new ArrayList<>();
        final List<Connection> lent = new ArrayList<>();
        SQLException refusal;

        private final DataSource dataSource = Factories.database();

        Connection lend() throws SQLException {
            if (refusal != null) {
                throw refusal;
            }
            Connection connection = dataSource.getConnection();
            lent.add(connection);
            return connection;
        }

        void takeBack(Connection connection) throws SQLException {
            if (!lent.removeIf(each -> each == connection)) {
                calls.add("unknown connection");
            }
            connection.close();
        }
    }

    private static final class OwnProvider extends Lender
            implements ConnectionProvider, ServiceRegistryAwareService, Configurable, Startable, Stoppable {

        private static final long serialVersionUID = 1L;

        @Override
        public Connection getConnection() throws SQLException {
            calls.add("getConnection");
            return lend();
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            calls.add("closeConnection");
            takeBack(connection);
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

        @Override
        public void injectServices(ServiceRegistryImplementor registry) {
            calls.add("injectServices");
        }

        @Override
        public void configure(Map<String, Object> settings) {
            calls.add("configure");
        }

        @Override
        public void start() {
            calls.add("start");
        }

        @Override
        public void stop() {
            calls.add("stop");
        }
    }

    private static final class OwnTenants extends Lender implements MultiTenantConnectionProvider<String> {

        private static final long serialVersionUID = 1L;

        @Override
        public Connection getAnyConnection() throws SQLException {
            return lend();
        }

        @Override
        public void releaseAnyConnection(Connection connection) throws SQLException {
            takeBack(connection);
        }

        @Override
        public Connection getConnection(String tenant) throws SQLException {
            calls.add("getConnection " + tenant);
            return lend();
        }

        @Override
        public void releaseConnection(String tenant, Connection connection) throws SQLException {
            calls.add("releaseConnection " + tenant);
            takeBack(connection);
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
