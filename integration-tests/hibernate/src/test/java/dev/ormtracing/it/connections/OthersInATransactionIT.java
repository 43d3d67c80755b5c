package dev.ormtracing.it.connections;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever uses the connection of a session's transaction is a part of that transaction. */
@ParameterizedClass(name = "wrapped DataSource: {0}, session subclasses: {1}")
@CsvSource({"true, true", "true, false", "false, true", "false, false"})
class OthersInATransactionIT {

    private static final TreeFormat WITH_REPETITIONS =
            TreeFormat.standard().withAttributes("orm.n_plus_one", "orm.n_plus_one.count");

    private static final AttributeKey<Double> HELD = AttributeKey.doubleKey("orm.connection.held.duration");
    private static final AttributeKey<Double> IDLE = AttributeKey.doubleKey("orm.connection.idle.duration");

    private final TraceRecorder recorder = TraceRecorder.create();
    private final OrmTracing tracing = OrmTracing.create(recorder.openTelemetry());
    private final boolean wrapped;
    private final boolean subclasses;
    private final DataSource dataSource;
    private final SessionFactory sessions;
    private final JdbcTemplate jdbc;

    OthersInATransactionIT(boolean wrapped, boolean subclasses) {
        this.wrapped = wrapped;
        this.subclasses = subclasses;
        this.dataSource = wrapped ? TracingDataSource.wrap(Factories.database(), tracing) : Factories.database();
        this.sessions = open(Map.of(Factories.SUBCLASS, subclasses));
        this.jdbc = new JdbcTemplate(dataSource);
    }

    private SessionFactory open(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(AvailableSettings.DATASOURCE, dataSource);
        all.put("hibernate.orm_tracing.tracing", tracing);
        return Factories.open(recorder, all);
    }

    @AfterEach
    void check() {
        recorder.traces().clear();
        sessions.close();
        recorder.check();
    }

    @Test
    void statement_isBelowTheTransaction() {
        transaction().executeWithoutResult(status -> {
            jdbc.queryForObject("select 2", Integer.class);
            Factories.select(session());
            jdbc.update("set @x 1");
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT select
                  operation ...
                    serialize
                    db_query CLIENT select
                    hydrate
                  db_query CLIENT set
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void connectionOfDataSourceUtils_isTheTransactions() {
        transaction().executeWithoutResult(status -> {
            Connection connection = DataSourceUtils.getConnection(dataSource);
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 2");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } finally {
                DataSourceUtils.releaseConnection(connection, dataSource);
            }
            status.setRollbackOnly();
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT select
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void batchAndFailure_areBelowTheTransaction() {
        transaction().executeWithoutResult(status -> {
            jdbc.batchUpdate("set @x 1", "set @x 2");
            assertThatThrownBy(() -> jdbc.execute("select nothing")).isInstanceOf(BadSqlGrammarException.class);
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT BATCH set
                  db_query CLIENT select ERROR 42S22
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void requiresNew_hasItsOwnStatements() {
        TransactionTemplate outer = transaction();
        TransactionTemplate inner = new TransactionTemplate(outer.getTransactionManager());
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);

        outer.executeWithoutResult(status -> {
            jdbc.update("set @x 1");
            inner.executeWithoutResult(other -> jdbc.queryForObject("select 2", Integer.class));
            jdbc.update("set @x 2");
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT set
                  db_query CLIENT set
                  commit_transaction
                    db_query CLIENT COMMIT
                transaction
                  start_transaction
                    connect
                  db_query CLIENT select
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void spanOfTheApplication_isBetween() {
        transaction().executeWithoutResult(status -> inSpan("step", () -> jdbc.update("set @x 1")));

        expect("""
                transaction
                  start_transaction
                    connect
                  commit_transaction
                    db_query CLIENT COMMIT
                step
                  db_query CLIENT set
                """);
    }

    @Test
    void spanAround_isTheTransactionsParent() {
        inSpan("request", () -> transaction().executeWithoutResult(status -> jdbc.update("set @x 1")));

        expect("""
                request
                  transaction
                    start_transaction
                      connect
                    db_query CLIENT set
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void sameStatementAgainAndAgain_isAnNPlusOneOfTheTransaction() {
        inSpan(
                "request",
                () -> transaction().executeWithoutResult(status -> {
                    for (int i = 0; i < 6; i++) {
                        jdbc.queryForObject("select ?", Integer.class, i);
                    }
                }));

        assertThatTraces(recorder.traces()).inFormat(WITH_REPETITIONS).matchesTree("""
                request
                  transaction orm.n_plus_one=[select] orm.n_plus_one.count=6
                    start_transaction
                      connect
                    * db_query CLIENT select
                    commit_transaction
                      db_query CLIENT COMMIT
                """);
    }

    @Test
    void everyStatement_countsAsWorkOfTheConnection() {
        transaction().executeWithoutResult(status -> {
            jdbc.queryForObject("select count(*) from system_range(1, 100000)", Integer.class);
            Factories.select(session());
        });

        SpanTree transaction = recorder.traces().trees().get(0);
        double held = transaction.attribute(HELD);
        double idle = transaction.attribute(IDLE);
        double worked = transaction.stream()
                .filter(span -> "db_query".equals(span.type()))
                .mapToLong(query -> query.duration().toNanos())
                .sum();
        assertThat(held - idle).isCloseTo(worked / 1e9, within(1e-6));
    }

    @Test
    void afterCommit_isNoPartOfTheTransaction() {
        transaction().executeWithoutResult(status -> {
            jdbc.update("set @x 1");
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    jdbc.update("set @x 2");
                }
            });
        });

        expect("""
                ~
                transaction
                  start_transaction
                    connect
                  db_query CLIENT set
                  commit_transaction
                    db_query CLIENT COMMIT
                """ + (wrapped ? "connect\n" : "") + (wrapped || !subclasses ? "db_query CLIENT set\n" : ""));
    }

    @Test
    void unsampled_leavesNothing() {
        Span unsampled = Span.wrap(SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault()));
        try (Scope scope = unsampled.makeCurrent()) {
            transaction().executeWithoutResult(status -> {
                jdbc.update("set @x 1");
                Factories.select(session());
            });
        }

        assertThat(recorder.traces().trees()).isEmpty();
    }

    private Session session() {
        EntityManager manager = EntityManagerFactoryUtils.getTransactionalEntityManager(sessions);
        return manager.unwrap(Session.class);
    }

    private TransactionTemplate transaction() {
        JpaTransactionManager manager = new JpaTransactionManager(sessions);
        manager.setDataSource(dataSource);
        manager.setJpaDialect(new HibernateJpaDialect());
        return new TransactionTemplate(manager);
    }

    private void inSpan(String name, Runnable work) {
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

    private void expect(String tree) {
        assertThatTraces(recorder.traces()).matchesTree(tree);
        recorder.traces().clear();
    }
}
