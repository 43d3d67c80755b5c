package dev.ormtracing.it.connections;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.testing.TraceRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that a callback of another session begins is a child among children: no phase runs on beside it. */
class OtherTransactionIT {

    private static final ThreadLocal<Runnable> CALLBACK = new ThreadLocal<>();

    private static final String INNER = """
            transaction
              start_transaction
                connect
              operation getSingleResult
                serialize
                db_query CLIENT select
                hydrate
              db_query CLIENT set
              commit_transaction
                db_query CLIENT COMMIT
            """;

    private final TraceRecorder recorder = TraceRecorder.create();
    private SessionFactory sessions;

    @AfterEach
    void check() {
        CALLBACK.remove();
        sessions.close();
        recorder.check();
    }

    @ParameterizedTest
    @EnumSource(Detail.class)
    void transactionInAPostLoadCallback_isBetweenThePhases(Detail detail) {
        open(detail);
        sessions.inTransaction(session -> session.persist(new Item(1)));
        calling(this::inner, () -> sessions.inSession(session -> session.find(Item.class, 1)));

        expect(detail, """
                operation Item.find
                  serialize
                  connect
                  db_query CLIENT select Item
                  hydrate
                %s  hydrate
                """.formatted(INNER.indent(2)));
    }

    @ParameterizedTest
    @EnumSource(Detail.class)
    void transactionInAPrePersistCallback_isBetweenThePhases(Detail detail) {
        open(detail);
        calling(this::inner, () -> sessions.inTransaction(session -> session.persist(new Item(1))));

        expect(detail, """
                transaction
                  start_transaction
                    connect
                  operation Item.persist
                    serialize
                %s  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert Item
                    db_query CLIENT COMMIT
                """.formatted(INNER.indent(4)));
    }

    @ParameterizedTest
    @EnumSource(Detail.class)
    void transactionInAFlush_isBetweenThePhases(Detail detail) {
        open(detail);
        sessions.inTransaction(session -> session.persist(new Item(1)));
        recorder.traces().clear();
        sessions.inTransaction(session -> {
            session.find(Item.class, 1).changes++;
            CALLBACK.set(this::inner);
        });

        expect(detail, """
                transaction
                  start_transaction
                    connect
                  operation Item.find
                    serialize
                    db_query CLIENT select Item
                    hydrate
                  commit_transaction
                    flush
                      serialize
                %s      db_query CLIENT update Item
                    db_query CLIENT COMMIT
                """.formatted(INNER.indent(6)));
    }

    /** A transaction with an operation, and a statement on its connection that no operation runs. */
    private void inner() {
        CALLBACK.remove();
        sessions.inTransaction(session -> {
            Factories.select(session);
            set(session.unwrap(SharedSessionContractImplementor.class)
                    .getJdbcCoordinator()
                    .getLogicalConnection()
                    .getPhysicalConnection());
        });
    }

    private static void set(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set @x 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void calling(Runnable callback, Runnable work) {
        recorder.traces().clear();
        CALLBACK.set(callback);
        work.run();
    }

    private void open(Detail detail) {
        Configuration configuration = new Configuration().addAnnotatedClass(Item.class);
        configuration
                .setProperty(AvailableSettings.HBM2DDL_AUTO, "create")
                .getProperties()
                .put(AvailableSettings.DATASOURCE, Factories.database());
        configuration
                .getProperties()
                .put(
                        "hibernate.orm_tracing.tracing",
                        OrmTracing.builder()
                                .openTelemetry(recorder.openTelemetry())
                                .detail(detail)
                                // So that ADAPTIVE tells everything.
                                .slowOperationThreshold(Duration.ofNanos(1))
                                .build());
        sessions = configuration.buildSessionFactory();
    }

    private void expect(Detail detail, String tree) {
        if (detail == Detail.FULL) {
            assertThatTraces(recorder.traces()).matchesTree(tree);
        }
    }

    @Entity(name = "Item")
    static class Item {

        @Id
        private int id;

        private int changes;

        Item() {}

        Item(int id) {
            this.id = id;
        }

        @PostLoad
        @PrePersist
        @PreUpdate
        void called() {
            Runnable callback = CALLBACK.get();
            if (callback != null) {
                callback.run();
            }
        }
    }
}
