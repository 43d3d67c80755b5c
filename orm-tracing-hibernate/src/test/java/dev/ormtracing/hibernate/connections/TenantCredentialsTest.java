package dev.ormtracing.hibernate.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.OrmTracingExtension;
import io.opentelemetry.api.OpenTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.Configuration;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.MultiTenancySettings;
import org.hibernate.context.spi.TenantCredentialsMapper;
import org.hibernate.context.spi.TenantSchemaMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each tenant connects as the database user that the application names for it, never as another. */
@ExtendWith(OrmTracingExtension.class)
class TenantCredentialsTest {

    private static final String CURRENT_USER = "select current_user";

    private final OpenTelemetry openTelemetry;
    private final JdbcDataSource dataSource = new JdbcDataSource();

    TenantCredentialsTest(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
    }

    @BeforeEach
    void createUsers() throws SQLException {
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        dataSource.setUser("OWNER");
        try (Connection owner = dataSource.getConnection();
                Statement statement = owner.createStatement()) {
            statement.execute("set db_close_delay -1");
            for (String tenant : new String[] {"RED", "BLUE"}) {
                statement.execute("create user " + tenant + " password '" + tenant + "'");
                statement.execute("create schema " + tenant + " authorization " + tenant);
            }
        }
    }

    @ParameterizedTest(name = "session subclasses: {0}")
    @ValueSource(booleans = {true, false})
    void eachTenant_connectsAsItsOwnUser(boolean subclasses) {
        try (SessionFactory sessions = open(subclasses, UnaryOperator.identity())) {
            assertThat(currentUser(sessions, "RED")).isEqualTo("RED");
            assertThat(currentUser(sessions, "BLUE")).isEqualTo("BLUE");
        }
    }

    @ParameterizedTest(name = "session subclasses: {0}")
    @ValueSource(booleans = {true, false})
    void eachTenant_connectsAsItsOwnUser_inStatelessSessions(boolean subclasses) {
        try (SessionFactory sessions = open(subclasses, UnaryOperator.identity());
                StatelessSession red = sessions.withStatelessOptions()
                        .tenantIdentifier((Object) "RED")
                        .openStatelessSession()) {
            assertThat(red.createNativeQuery(CURRENT_USER, String.class).getSingleResult())
                    .isEqualTo("RED");
        }
    }

    @ParameterizedTest(name = "session subclasses: {0}")
    @ValueSource(booleans = {true, false})
    void eachTenant_connectsAsItsOwnUser_throughATracedDataSource(boolean subclasses) {
        OrmTracing tracing = OrmTracing.create(openTelemetry);
        try (SessionFactory sessions = open(subclasses, original -> TracingDataSource.wrap(original, tracing))) {
            assertThat(currentUser(sessions, "RED")).isEqualTo("RED");
            assertThat(currentUser(sessions, "BLUE")).isEqualTo("BLUE");
        }
    }

    @ParameterizedTest(name = "session subclasses: {0}")
    @ValueSource(booleans = {true, false})
    void eachTenant_usesItsOwnSchema(boolean subclasses) {
        try (SessionFactory sessions = open(subclasses, UnaryOperator.identity());
                Session blue =
                        sessions.withOptions().tenantIdentifier((Object) "BLUE").openSession()) {
            assertThat(blue.doReturningWork(Connection::getSchema)).isEqualTo("BLUE");
        }
    }

    private static String currentUser(SessionFactory sessions, String tenant) {
        try (Session session =
                sessions.withOptions().tenantIdentifier((Object) tenant).openSession()) {
            return session.createNativeQuery(CURRENT_USER, String.class).getSingleResult();
        }
    }

    private SessionFactory open(boolean subclasses, UnaryOperator<DataSource> wrapping) {
        Configuration configuration = new Configuration();
        configuration
                .getProperties()
                .putAll(Map.of(
                        JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                        wrapping.apply(dataSource),
                        MultiTenancySettings.MULTI_TENANT_CREDENTIALS_MAPPER,
                        new Credentials(),
                        MultiTenancySettings.MULTI_TENANT_SCHEMA_MAPPER,
                        (TenantSchemaMapper<String>) tenant -> tenant,
                        OrmTracingSettings.TRACING,
                        OrmTracing.create(openTelemetry),
                        OrmTracingSettings.SESSION_SUBCLASS,
                        subclasses));
        return configuration.buildSessionFactory();
    }

    private static final class Credentials implements TenantCredentialsMapper<String> {

        @Override
        public String user(String tenant) {
            return tenant;
        }

        @Override
        public String password(String tenant) {
            return tenant;
        }
    }
}
