package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Serialized;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session whose connection comes from the application, which may take it away and give it another one. */
@EveryDatabase
class SuppliedConnectionIT {

    private static final String FIND = """
            operation User.find
              serialize
              db_query CLIENT select users
              hydrate
            """;

    private final TracedUnit unit;
    private Blog blog;

    SuppliedConnectionIT(TracedUnit unit) {
        this.unit = unit;
    }

    @BeforeEach
    void persist() {
        blog = unit.givenFrom(Blog::persistIn);
    }

    @Test
    void disconnect_givesTheConnectionBack() throws SQLException {
        try (Connection connection = unit.pool().getConnection();
                Session session = open(unit.sessions(), connection)) {
            session.find(User.class, blog.ada());

            assertThat(logical(session).manualDisconnect()).isSameAs(connection);
            assertThat(logical(session).manualDisconnect()).isNull();
        }

        unit.expect(FIND);
    }

    @Test
    void reconnect_isTraced() throws SQLException {
        try (Connection one = unit.pool().getConnection();
                Connection two = unit.pool().getConnection();
                Session session = open(unit.sessions(), one)) {
            for (Connection connection : new Connection[] {two, one, one}) {
                logical(session).manualDisconnect();
                logical(session).manualReconnect(connection);
                session.clear();
                session.find(User.class, blog.ada());

                assertThat(logical(session).manualDisconnect()).isSameAs(connection);
                unit.expect(FIND);
                logical(session).manualReconnect(connection);
            }
        }
    }

    @Test
    void reconnect_isTraced_inATransaction() throws SQLException {
        try (Connection connection = unit.pool().getConnection();
                Session session = open(unit.sessions(), connection)) {
            logical(session).manualReconnect(logical(session).manualDisconnect());
            session.beginTransaction();
            session.find(User.class, blog.ada()).setName("Grace");
            session.getTransaction().commit();
        }

        unit.expect("""
                transaction
                  start_transaction
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT update users
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void reconnect_isTraced_ofAStatelessSession() throws SQLException {
        try (Connection connection = unit.pool().getConnection();
                StatelessSession session = unit.sessions().openStatelessSession(connection)) {
            assertThat(logical(session).manualDisconnect()).isSameAs(connection);
            logical(session).manualReconnect(connection);
            session.get(User.class, blog.ada());
        }

        unit.expect("""
                operation User.get
                  serialize
                  db_query CLIENT select users
                  hydrate
                """);
    }

    @Test
    void reconnect_isTraced_withoutSessionSubclasses() throws SQLException {
        OrmTracing tracing = OrmTracing.create(unit.recorder().openTelemetry());
        try (TracedUnit plain = create(tracing, Map.of("hibernate.orm_tracing.session_subclass", "false"));
                Connection connection = unit.pool().getConnection();
                Session session = open(plain.sessions(), connection)) {
            assertThat(logical(session).manualDisconnect()).isSameAs(connection);
            logical(session).manualReconnect(connection);
            session.find(User.class, blog.ada());

            unit.expect(FIND);
        }
        unit.traces().clear();
    }

    @Test
    void sessionThatWasSerialized_isTraced_whenReconnected() throws Exception {
        try (Connection connection = unit.pool().getConnection()) {
            byte[] bytes;
            try (Session session = open(unit.sessions(), connection)) {
                logical(session).manualDisconnect();
                bytes = serialized(session);
            }
            try (Session session = deserialized(bytes)) {
                logical(session).manualReconnect(connection);
                session.find(User.class, blog.ada());

                assertThat(logical(session).manualDisconnect()).isSameAs(connection);
            }
        }

        unit.expect(FIND);
    }

    @Test
    void connectionThatTheApplicationTraces_isGivenBackTraced_andHasOneSpanAStatement() throws SQLException {
        OrmTracing tracing = OrmTracing.create(unit.recorder().openTelemetry());
        try (TracedUnit same = create(tracing, Map.of());
                Connection connection =
                        TracingDataSource.wrap(unit.pool(), tracing).getConnection();
                Session session = open(same.sessions(), connection)) {
            unit.traces().clear();
            session.find(User.class, blog.ada());

            assertThat(logical(session).manualDisconnect()).isSameAs(connection);
            logical(session).manualReconnect(connection);
            assertThat(logical(session).getPhysicalConnection()).isSameAs(connection);
            unit.expect(FIND);
        }
        unit.traces().clear();
    }

    @Test
    void close_givesTheConnectionBack_open() throws SQLException {
        try (Connection connection = unit.pool().getConnection()) {
            Session session = open(unit.sessions(), connection);
            session.find(User.class, blog.ada());

            assertThat(((SharedSessionContractImplementor) session)
                            .getJdbcCoordinator()
                            .close())
                    .isSameAs(connection);
            assertThat(connection.isClosed()).isFalse();
        }

        unit.expect(FIND);
    }

    @Test
    void sharedSession_isTracedWithTheConnectionThatIsThere() throws SQLException {
        try (Connection connection = unit.pool().getConnection();
                Session session = open(unit.sessions(), connection)) {
            logical(session).manualReconnect(logical(session).manualDisconnect());
            try (Session shared = session.sessionWithOptions().connection().openSession()) {
                shared.find(User.class, blog.ada());
            }
        }

        unit.expect(FIND);
    }

    @Test
    void whatHibernateRefuses_isRefused_asWithoutTracing() throws SQLException {
        for (boolean supplied : new boolean[] {true, false}) {
            assertThat(refusals(unit.sessions(), supplied)).isEqualTo(refusals(unit.untraced(), supplied));
        }
    }

    private TracedUnit create(OrmTracing tracing, Map<String, ?> settings) {
        return TracedUnit.create(unit.database(), unit.pool(), unit.pool(), unit.recorder(), tracing, settings);
    }

    private String refusals(SessionFactory sessions, boolean supplied) throws SQLException {
        try (Connection one = unit.pool().getConnection();
                Connection two = unit.pool().getConnection();
                Session session = supplied ? open(sessions, one) : sessions.openSession()) {
            LogicalConnectionImplementor logical = logical(session);
            String refusals = refusal(() -> logical.manualReconnect(null))
                    + refusal(() -> logical.manualReconnect(two))
                    + refusal(() -> logical.manualReconnect(one))
                    + refusal(() -> logical.manualReconnect(one))
                    + refusal(logical::manualDisconnect)
                    + refusal(() -> logical.manualReconnect(two))
                    + refusal(logical::close)
                    + refusal(() -> logical.manualReconnect(two))
                    + refusal(logical::manualDisconnect);
            return refusals + logical.isOpen();
        }
    }

    private static String refusal(Runnable call) {
        return String.valueOf(catchThrowable(call::run)).replaceAll("@\\w+", "") + "\n";
    }

    private static Session open(SessionFactory sessions, Connection connection) {
        return sessions.withOptions().connection(connection).openSession();
    }

    private static LogicalConnectionImplementor logical(Object session) {
        return ((SharedSessionContractImplementor) session).getJdbcCoordinator().getLogicalConnection();
    }

    private static byte[] serialized(Session session) throws IOException {
        return Serialized.bytesOf(session.unwrap(SessionImplementor.class));
    }

    private static Session deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        return (Session) Serialized.read(bytes);
    }
}
