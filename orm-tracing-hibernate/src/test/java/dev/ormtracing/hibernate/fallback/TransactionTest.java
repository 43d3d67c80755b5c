package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OrmTracingExtension.class)
class TransactionTest {

    private final OpenTelemetry openTelemetry;
    private final Traces traces;
    private SessionFactory sessions;

    TransactionTest(OpenTelemetry openTelemetry, Traces traces) {
        this.openTelemetry = openTelemetry;
        this.traces = traces;
    }

    @BeforeEach
    void open() {
        sessions = Database.open(openTelemetry);
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void commit_holdsTheFlushAndTheCommit() {
        sessions.inTransaction(session -> session.persist(new User(1, "Ada")));

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  operation User.persist
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT""");
    }

    @Test
    void rollback_endsTheTransactionWithoutAnError() {
        sessions.inSession(session -> session.beginTransaction().rollback());

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  rollback_transaction
                    db_query CLIENT ROLLBACK""");
    }

    @Test
    void commit_ofWhatIsMarkedForRollback_isARollback() {
        sessions.inSession(session -> {
            Transaction transaction = session.beginTransaction();
            transaction.setRollbackOnly();
            transaction.commit();
        });

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  rollback_transaction
                    db_query CLIENT ROLLBACK""");
    }

    @Test
    void failedCommit_isAnErrorOnTheStepAndTheTransaction() {
        sessions.inTransaction(session -> session.persist(new User(1, "Ada")));
        traces.clear();

        assertThatThrownBy(() -> sessions.inTransaction(session -> session.persist(new User(1, "Bob"))))
                .isInstanceOf(ConstraintViolationException.class);

        assertThat(traces.text()).isEqualTo("""
                transaction ERROR org.hibernate.exception.ConstraintViolationException
                  start_transaction
                    connect
                  operation User.persist
                  commit_transaction ERROR org.hibernate.exception.ConstraintViolationException
                    flush ERROR org.hibernate.exception.ConstraintViolationException
                      serialize
                      db_query CLIENT insert users ERROR 23505
                    db_query CLIENT ROLLBACK""");
    }

    @Test
    void sessionClose_endsATransactionThatIsStillOpen() {
        sessions.inSession(Session::beginTransaction);

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect""");
    }

    @Test
    void secondTransactionOfASession_isATransactionOfItsOwn() {
        sessions.inSession(session -> {
            session.beginTransaction().commit();
            session.beginTransaction().commit();
        });

        assertThat(traces.trees())
                .hasSize(2)
                .allSatisfy(tree -> assertThat(tree.shortName()).isEqualTo("transaction"));
    }

    @Test
    void operationsOutsideATransaction_areRoots() {
        sessions.inSession(session -> {
            session.beginTransaction().commit();
            traces.clear();
            session.find(User.class, 1L);
        });

        assertThat(traces.text()).startsWith("operation User.find");
    }

    @Test
    void spanOfTheApplication_isTheParentOfTheTransaction() {
        Span request = openTelemetry.getTracer("app").spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            sessions.inTransaction(session -> session.find(User.class, 1L));
        } finally {
            request.end();
        }

        assertThat(traces.text()).isEqualTo("""
                request
                  transaction
                    start_transaction
                      connect
                    operation User.find
                      serialize
                      db_query CLIENT select users
                      hydrate
                    commit_transaction
                      db_query CLIENT COMMIT""");
    }

    @Test
    void spanMadeWithinTheTransaction_isTheParentOfItsOperations() {
        sessions.inTransaction(session -> {
            Span step = openTelemetry.getTracer("app").spanBuilder("step").startSpan();
            try (Scope scope = step.makeCurrent()) {
                session.find(User.class, 1L);
            } finally {
                step.end();
            }
        });

        assertThat(traces.text()).contains("""
                step
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate""");
    }

    @Test
    void autoCommitDisabledByThePool_movesConnectIntoTheFirstOperation() {
        try (SessionFactory late = Database.open(
                openTelemetry, java.util.Map.of(AvailableSettings.CONNECTION_PROVIDER_DISABLES_AUTOCOMMIT, true))) {
            late.inTransaction(session -> session.find(User.class, 1L));
            assertThat(traces.text()).isEqualTo("""
                    transaction
                      start_transaction
                      operation User.find
                        serialize
                        connect
                        db_query CLIENT select users
                        hydrate
                      commit_transaction
                        db_query CLIENT COMMIT""");
        }
    }

    @Test
    void sessionThatItsOwnCommitCloses_endsTheStepBeforeTheTransaction() {
        Session session = sessions.withOptions().autoClose(true).openSession();
        Transaction transaction = session.beginTransaction();
        session.persist(new User(1, "Ada"));
        transaction.commit();

        assertThat(session.isOpen()).isFalse();
        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  operation User.persist
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT""");
    }

    @Test
    void sharedSession_runsInTheTransactionOfTheOther() {
        sessions.inTransaction(session -> {
            try (Session shared = session.sessionWithOptions().connection().openSession()) {
                shared.find(User.class, 1L);
            }
        });

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  operation User.find
                    serialize
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT""");
    }
}
