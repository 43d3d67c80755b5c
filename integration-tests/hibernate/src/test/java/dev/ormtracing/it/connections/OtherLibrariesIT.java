package dev.ormtracing.it.connections;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceRecorder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.orm.jpa.EntityManagerFactoryUtils;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.orm.jpa.vendor.HibernateJpaDialect;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Libraries that share Spring's transaction with Hibernate hang below it, each with its own way to a connection. */
@ParameterizedClass(name = "{0}, wrapped DataSource: {1}, session subclasses: {2}")
@MethodSource("setUps")
class OtherLibrariesIT {

    private final TraceRecorder recorder = TraceRecorder.create();
    private final boolean wrapped;
    private final boolean subclasses;
    private final SessionFactory sessions;
    private final TransactionTemplate transaction;
    private final TransactionTemplate requiresNew;
    private final OtherLibrary.Notes notes;

    static Stream<Arguments> setUps() {
        return Stream.of(OtherLibrary.values())
                .flatMap(library -> Stream.of(true, false)
                        .flatMap(wrapped ->
                                Stream.of(true, false).map(subclass -> Arguments.of(library, wrapped, subclass))));
    }

    OtherLibrariesIT(OtherLibrary library, boolean wrapped, boolean subclasses) throws SQLException {
        OrmTracing tracing = OrmTracing.create(recorder.openTelemetry());
        DataSource bare = Factories.database();
        try (Connection connection = bare.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table note (id int primary key)");
        }
        DataSource dataSource = wrapped ? TracingDataSource.wrap(bare, tracing) : bare;
        this.wrapped = wrapped;
        this.subclasses = subclasses;
        this.sessions = Factories.open(
                recorder,
                Map.of(
                        Factories.SUBCLASS,
                        subclasses,
                        AvailableSettings.DATASOURCE,
                        dataSource,
                        "hibernate.orm_tracing.tracing",
                        tracing));
        JpaTransactionManager manager = new JpaTransactionManager(sessions);
        manager.setDataSource(dataSource);
        manager.setJpaDialect(new HibernateJpaDialect());
        this.transaction = new TransactionTemplate(manager);
        this.requiresNew = new TransactionTemplate(manager);
        requiresNew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.notes = library.notes(dataSource);
    }

    @AfterEach
    void check() {
        recorder.traces().clear();
        sessions.close();
        recorder.check();
    }

    @Test
    void statements_areBesideTheOperations() {
        transaction.executeWithoutResult(status -> {
            notes.insert(1);
            select();
            notes.connection();
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  operation ...
                    serialize
                    db_query CLIENT select
                    hydrate
                  db_query CLIENT select
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void batch_isBelowTheTransaction() {
        transaction.executeWithoutResult(status -> {
            select();
            notes.insertAll(1, 2, 3);
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  operation ...
                    serialize
                    db_query CLIENT select
                    hydrate
                  db_query CLIENT BATCH INSERT note
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void failure_isRolledBackWithTheTransaction() {
        transaction.executeWithoutResult(status -> {
            notes.insert(1);
            assertThat(catchThrowable(() -> notes.insert(1))).isNotNull();
            status.setRollbackOnly();
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  db_query CLIENT INSERT note ERROR 23505
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @Test
    void openCursor_isNoParentOfWhatComesBetween() {
        transaction.executeWithoutResult(status -> notes.insertAll(1, 2));
        recorder.traces().clear();

        transaction.executeWithoutResult(status -> {
            try (Stream<Integer> ids = notes.ids()) {
                Iterator<Integer> each = ids.iterator();
                assertThat(each.next()).isOne();
                select();
                assertThat(each.next()).isEqualTo(2);
                assertThat(each).isExhausted();
            }
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT select note
                  operation ...
                    serialize
                    db_query CLIENT select
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void requiresNew_hasItsOwnTreeAndConnection() {
        transaction.executeWithoutResult(status -> {
            notes.insert(1);
            int outer = notes.connection();
            requiresNew.executeWithoutResult(other -> {
                select();
                assertThat(notes.connection()).isNotEqualTo(outer);
            });
            notes.insert(2);
            assertThat(notes.connection()).isEqualTo(outer);
        });

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  db_query CLIENT select
                  db_query CLIENT INSERT note
                  db_query CLIENT select
                  commit_transaction
                    db_query CLIENT COMMIT
                transaction
                  start_transaction
                    connect
                  operation ...
                    serialize
                    db_query CLIENT select
                    hydrate
                  db_query CLIENT select
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void afterCommit_isNoPartOfTheTransaction() {
        transaction.executeWithoutResult(status -> {
            notes.insert(1);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    notes.connection();
                }
            });
        });

        expect("""
                ~
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  commit_transaction
                    db_query CLIENT COMMIT
                """ + (wrapped ? "connect\n" : "") + (wrapped || !subclasses ? "db_query CLIENT select\n" : ""));
    }

    @Test
    void transactionAfterAnother_hasItsOwnStatements() {
        transaction.executeWithoutResult(status -> notes.insert(1));
        transaction.executeWithoutResult(status -> notes.insert(2));

        expect("""
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  commit_transaction
                    db_query CLIENT COMMIT
                transaction
                  start_transaction
                    connect
                  db_query CLIENT INSERT note
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    private void select() {
        Factories.select(EntityManagerFactoryUtils.getTransactionalEntityManager(sessions)
                .unwrap(Session.class));
    }

    private void expect(String tree) {
        assertThatTraces(recorder.traces()).matchesTree(tree);
        recorder.traces().clear();
    }
}
