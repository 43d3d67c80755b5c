package dev.ormtracing.it.connections;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.support.TransactionTemplate;

/** Which transaction has a connection, however and whenever the session has got it. */
@ParameterizedClass(name = "wrapped DataSource: {0}")
@ValueSource(booleans = {true, false})
class ConnectionOfATransactionIT {

    private static final TreeFormat READ_ONLY = TreeFormat.standard().withAttributes("orm.transaction.read_only");

    /** As Spring sets it, so that the connection it prepares is the transaction's. */
    private static final Map<String, Object> HOLDING =
            Map.of(AvailableSettings.CONNECTION_HANDLING, "DELAYED_ACQUISITION_AND_HOLD");

    private final TraceRecorder recorder = TraceRecorder.create();
    private final boolean wrapped;

    ConnectionOfATransactionIT(boolean wrapped) {
        this.wrapped = wrapped;
    }

    @AfterEach
    void check() {
        recorder.check();
    }

    @Test
    void connectOfAReadOnlyTransaction_isTheTransactions() {
        try (Unit unit = new Unit(HOLDING)) {
            unit.readOnly().executeWithoutResult(status -> unit.jdbc.queryForObject("select 2", Integer.class));

            unit.expect(READ_ONLY, """
                    transaction orm.transaction.read_only=true
                      connect
                      start_transaction orm.transaction.read_only=true
                      db_query CLIENT select
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void connectOfAReadOnlyTransactionInASpan_isTheTransactions() {
        try (Unit unit = new Unit(HOLDING)) {
            unit.inSpan("request", () -> unit.readOnly().executeWithoutResult(status -> unit.select()));

            unit.expect("""
                    request
                      transaction
                        connect
                        start_transaction
                        operation getSingleResult
                          serialize
                          db_query CLIENT select
                          hydrate
                        commit_transaction
                          db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void connectOfAReadOnlyTransaction_isAPhaseWhereStepsAreNone() {
        OrmTracing compact = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .detail(Detail.COMPACT)
                .build();
        try (Unit unit = new Unit(compact, HOLDING)) {
            unit.readOnly().executeWithoutResult(status -> unit.jdbc.queryForObject("select 2", Integer.class));

            SpanTree transaction = recorder.traces().trees().get(0);
            assertThat(transaction.attribute("orm.connect.duration")).isNotNull();
            unit.expect("""
                    transaction
                      db_query CLIENT select
                      db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void connectWithoutATransaction_isItsOwn() {
        try (Unit unit = new Unit(HOLDING)) {
            try (Session session = unit.sessions.openSession()) {
                connectionOf(session);
                Factories.select(session);
                session.beginTransaction();
                session.getTransaction().commit();
            }

            unit.expect((wrapped ? "connect\n" : "") + """
                    operation getSingleResult
                      serialize
                      db_query CLIENT select
                      hydrate
                    transaction
                      start_transaction
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void connectWithoutAnything_isItsOwn() {
        try (Unit unit = new Unit()) {
            unit.inSpan("request", () -> unit.sessions.inSession(ConnectionOfATransactionIT::connectionOf));

            unit.expect(wrapped ? "request\n  connect\n" : "request\n");
        }
    }

    @Test
    void connectAfterTheBegin_isTheTransactions() {
        try (Unit unit = new Unit(Map.of(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true))) {
            unit.transaction().executeWithoutResult(status -> {
                unit.jdbc.queryForObject("select 2", Integer.class);
                unit.select();
            });

            unit.expect("""
                    transaction
                      start_transaction
                      connect
                      db_query CLIENT select
                      operation getSingleResult
                        serialize
                        db_query CLIENT select
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void connectionThatTheApplicationHolds_isTheTransactionsUntilItEnds() throws SQLException {
        try (Unit unit = new Unit()) {
            try (Session session = unit.sessions.openSession()) {
                session.beginTransaction();
                Connection held = connectionOf(session);
                execute(held, "set @x 1");
                session.doWork(connection -> execute(connection, "set @x 2"));
                session.getTransaction().rollback();
                unit.expect("""
                        transaction
                          start_transaction
                            connect
                          db_query CLIENT set
                          operation doWork
                            serialize
                            db_query CLIENT set
                          rollback_transaction
                            db_query CLIENT ROLLBACK
                        """);

                session.beginTransaction();
                execute(connectionOf(session), "set @x 3");
                session.getTransaction().commit();
                unit.expect("""
                        transaction
                          start_transaction
                            connect
                          db_query CLIENT set
                          commit_transaction
                            db_query CLIENT COMMIT
                        """);
            }
        }
    }

    @Test
    void connectionThatTheApplicationSupplies_isTheTransactions() throws SQLException {
        try (Unit unit = new Unit();
                Connection own = TracingDataSource.wrap(Factories.database(), unit.tracing)
                        .getConnection()) {
            recorder.traces().clear();
            try (Session session = unit.sessions.withOptions().connection(own).openSession()) {
                session.beginTransaction();
                execute(own, "set @x 1");
                session.getTransaction().commit();
            }

            unit.expect("""
                    transaction
                      start_transaction
                      db_query CLIENT set
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void statementThroughTwoWrappers_isOneBelowTheTransaction() {
        try (Unit unit = new Unit(true)) {
            unit.transaction().executeWithoutResult(status -> {
                unit.jdbc.queryForObject("select 2", Integer.class);
                unit.select();
                unit.jdbc.update("set @x 1");
            });

            unit.expect("""
                    transaction
                      start_transaction
                        connect
                      db_query CLIENT select
                      operation getSingleResult
                        serialize
                        db_query CLIENT select
                        hydrate
                      db_query CLIENT set
                      commit_transaction
                        db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void commitWithoutACurrentSpan_isOfItsTransactionsTrace() {
        try (Unit unit = new Unit();
                Session session = unit.sessions.openSession()) {
            Span request = recorder.openTelemetry()
                    .getTracer("application")
                    .spanBuilder("request")
                    .startSpan();
            try (Scope scope = request.makeCurrent()) {
                session.beginTransaction();
            }
            Factories.select(session);
            session.getTransaction().commit();
            request.end();

            unit.expect("""
                    request
                      transaction
                        start_transaction
                          connect
                        operation getSingleResult
                          serialize
                          db_query CLIENT select
                          hydrate
                        commit_transaction
                          db_query CLIENT COMMIT
                    """);
        }
    }

    @Test
    void commitWithoutACurrentSpan_isUnsampledAsItsTransaction() {
        Span unsampled = Span.wrap(SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault()));
        try (Unit unit = new Unit();
                Session session = unit.sessions.openSession()) {
            try (Scope scope = unsampled.makeCurrent()) {
                session.beginTransaction();
            }
            execute(connectionOf(session), "set @x 1");
            Factories.select(session);
            session.getTransaction().commit();
            assertThat(recorder.traces().trees()).isEmpty();

            session.beginTransaction();
            session.getTransaction().rollback();
            assertThat(recorder.traces().trees()).hasSize(1);
            recorder.traces().clear();
        }
    }

    private static Connection connectionOf(Session session) {
        return session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .getPhysicalConnection();
    }

    private static void execute(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session factory and a template that share a DataSource. */
    private final class Unit implements AutoCloseable {

        final OrmTracing tracing;
        final DataSource dataSource;
        final SessionFactory sessions;
        final JdbcTemplate jdbc;

        Unit() {
            this(Map.of());
        }

        Unit(Map<String, Object> settings) {
            this(OrmTracing.create(recorder.openTelemetry()), settings);
        }

        Unit(OrmTracing tracing, Map<String, Object> settings) {
            this(tracing, settings, false);
        }

        Unit(boolean hidden) {
            this(OrmTracing.create(recorder.openTelemetry()), Map.of(), hidden);
        }

        /** @param hidden whether something else stands before the wrapped DataSource */
        private Unit(OrmTracing tracing, Map<String, Object> settings, boolean hidden) {
            this.tracing = tracing;
            DataSource traced = wrapped ? TracingDataSource.wrap(Factories.database(), tracing) : Factories.database();
            this.dataSource = hidden ? new Hiding(traced) : traced;
            Map<String, Object> all = new HashMap<>(settings);
            all.put(AvailableSettings.DATASOURCE, dataSource);
            all.put("hibernate.orm_tracing.tracing", tracing);
            this.sessions = Factories.open(recorder, all);
            this.jdbc = new JdbcTemplate(dataSource);
        }

        TransactionTemplate transaction() {
            JpaTransactionManager manager = new JpaTransactionManager(sessions);
            manager.setDataSource(dataSource);
            manager.setJpaDialect(new HibernateJpaDialect());
            return new TransactionTemplate(manager);
        }

        TransactionTemplate readOnly() {
            TransactionTemplate template = transaction();
            template.setReadOnly(true);
            return template;
        }

        void select() {
            Factories.select(EntityManagerFactoryUtils.getTransactionalEntityManager(sessions)
                    .unwrap(Session.class));
        }

        void inSpan(String name, Runnable work) {
            Span span = recorder.openTelemetry()
                    .getTracer("application")
                    .spanBuilder(name)
                    .startSpan();
            try (Scope scope = span.makeCurrent()) {
                work.run();
            } finally {
                span.end();
            }
        }

        void expect(String tree) {
            expect(TreeFormat.standard(), tree);
        }

        void expect(TreeFormat format, String tree) {
            assertThatTraces(recorder.traces()).inFormat(format).matchesTree(tree);
            recorder.traces().clear();
        }

        @Override
        public void close() {
            sessions.close();
            recorder.traces().clear();
        }
    }

    /** Hands out connections that do not show what is below. */
    private static final class Hiding extends DelegatingDataSource {

        Hiding(DataSource delegate) {
            super(delegate);
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Hiding.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }
    }
}
