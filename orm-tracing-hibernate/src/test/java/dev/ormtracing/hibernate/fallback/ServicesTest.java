package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.jdbc.connections.spi.ConnectionProvider;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.hibernate.service.spi.Configurable;
import org.hibernate.service.spi.Stoppable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whatever the application plugs into Hibernate keeps working, and is traced once. */
@ExtendWith(OrmTracingExtension.class)
class ServicesTest {

    private static final String FIND = """
            operation User.find
              serialize
              connect
              db_query CLIENT select users
              hydrate""";

    private final OpenTelemetry openTelemetry;
    private final Traces traces;

    ServicesTest(OpenTelemetry openTelemetry, Traces traces) {
        this.openTelemetry = openTelemetry;
        this.traces = traces;
    }

    @Test
    void schemaTools_leaveNoSpan() {
        try (SessionFactory sessions = Database.open(openTelemetry)) {
            assertThat(traces.text()).isEmpty();
        }
    }

    @Test
    void dataSource_isTraced() {
        try (SessionFactory sessions = Database.open(openTelemetry, Map.of(AvailableSettings.DATASOURCE, h2()))) {
            find(sessions);
        }
        assertThat(traces.text()).startsWith(FIND);
    }

    @Test
    void dataSourceThatIsTracedAlready_givesOneSpanAStatement() {
        OrmTracing tracing = OrmTracing.create(openTelemetry);
        DataSource traced = TracingDataSource.wrap(h2(), tracing);
        try (SessionFactory sessions = Database.open(
                openTelemetry, Map.of(AvailableSettings.DATASOURCE, traced, OrmTracingSettings.TRACING, tracing))) {
            traces.clear();
            find(sessions);
        }
        assertThat(traces.text()).startsWith(FIND);
    }

    @Test
    void connectionProviderOfTheApplication_isCalledAsBefore() {
        OwnProvider provider = new OwnProvider();
        SessionFactory sessions = Database.open(openTelemetry, Map.of(AvailableSettings.CONNECTION_PROVIDER, provider));
        find(sessions);
        ConnectionProvider service = service(sessions);

        assertThat(traces.text()).startsWith(FIND);
        assertThat(provider.isConfigured).isTrue();
        assertThat(provider.lent).isEmpty();
        assertThat(service).isInstanceOf(Named.class);
        assertThat(((Named) service).name()).isEqualTo("own");
        assertThat(service.isUnwrappableAs(OwnProvider.class)).isTrue();
        assertThat(service.unwrap(OwnProvider.class)).isSameAs(provider);
        assertThat(service.unwrap(ConnectionProvider.class)).isSameAs(service);
        assertThat(service).isEqualTo(provider).isEqualTo(service).hasSameHashCodeAs(provider);
        sessions.close();
        assertThat(provider.isStopped).isTrue();
    }

    @Test
    void connectionThatFails_isAnErrorOfConnectAndOperation() {
        OwnProvider provider = new OwnProvider();
        try (SessionFactory sessions =
                Database.open(openTelemetry, Map.of(AvailableSettings.CONNECTION_PROVIDER, provider))) {
            SQLException refused = new SQLException("refused", "08001");
            provider.refusal = refused;
            try (Session session = sessions.openSession()) {
                session.find(User.class, 1L);
            } catch (RuntimeException e) {
                assertThat(e).hasCauseReference(refused);
            }
        }
        assertThat(traces.text()).startsWith("""
                operation User.find ERROR org.hibernate.exception.JDBCConnectionException
                  serialize
                  connect ERROR""");
    }

    @Test
    void suppliedConnection_isTraced() throws SQLException {
        String url = Database.url();
        try (SessionFactory sessions = Database.open(openTelemetry, Map.of(AvailableSettings.URL, url));
                Connection own = DriverManager.getConnection(url);
                Session session = sessions.withOptions().connection(own).openSession()) {
            session.find(User.class, 1L);
            assertThat(own.isClosed()).isFalse();
        }
        assertThat(traces.text()).startsWith("""
                operation User.find
                  serialize
                  db_query CLIENT select users
                  hydrate""");
    }

    @Test
    void statementInspectorOfTheApplication_seesAndChangesEveryStatement() {
        List<String> seen = new ArrayList<>();
        StatementInspector inspector = sql -> {
            seen.add(sql);
            return sql + " /* app */";
        };
        try (SessionFactory sessions =
                Database.open(openTelemetry, Map.of(AvailableSettings.STATEMENT_INSPECTOR, inspector))) {
            find(sessions);
        }
        assertThat(seen).hasSize(1);
        assertThat(traces.queries().get(0).attribute("db.query.text").toString())
                .endsWith("/* app */");
    }

    @Test
    void twoFactories_doNotSeeEachOther() {
        TraceRecorder other = TraceRecorder.create();
        try (SessionFactory mine = Database.open(openTelemetry);
                SessionFactory others = Database.open(other.openTelemetry())) {
            mine.inSession(session -> others.inSession(inner -> {
                session.find(User.class, 1L);
                inner.find(User.class, 1L);
            }));
            assertThat(traces.text()).isEqualTo(FIND);
            assertThat(other.traces().text()).isEqualTo(FIND);
        }
    }

    @Test
    void factoryThatIsNotEnabled_isLeftAlone() {
        try (SessionFactory sessions = Database.open(openTelemetry, Map.of(OrmTracingSettings.ENABLED, false))) {
            find(sessions);
            assertThat(java.lang.reflect.Proxy.isProxyClass(service(sessions).getClass()))
                    .isFalse();
        }
        assertThat(traces.text()).isEmpty();
    }

    private static void find(SessionFactory sessions) {
        sessions.inSession(session -> session.find(User.class, 1L));
    }

    private static ConnectionProvider service(SessionFactory sessions) {
        return ((SessionFactoryImplementor) sessions).getServiceRegistry().getService(ConnectionProvider.class);
    }

    private static DataSource h2() {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL(Database.url());
        return dataSource;
    }

    /** An interface of the application's own. */
    public interface Named {
        String name();
    }

    /** Counts what it lends, and takes back only that. */
    static final class OwnProvider implements ConnectionProvider, Configurable, Stoppable, Named {

        private static final long serialVersionUID = 1L;

        private final transient DataSource dataSource = h2();
        private final transient List<Connection> lent = new ArrayList<>();
        private boolean isConfigured;
        private boolean isStopped;
        private SQLException refusal;

        @Override
        public Connection getConnection() throws SQLException {
            if (refusal != null) {
                throw refusal;
            }
            Connection connection = dataSource.getConnection();
            lent.add(connection);
            return connection;
        }

        @Override
        public void closeConnection(Connection connection) throws SQLException {
            assertThat(lent).contains(connection);
            lent.remove(connection);
            connection.close();
        }

        @Override
        public boolean supportsAggressiveRelease() {
            return true;
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
        public void configure(Map<String, Object> settings) {
            isConfigured = true;
        }

        @Override
        public void stop() {
            isStopped = true;
        }

        @Override
        public String name() {
            return "own";
        }
    }
}
