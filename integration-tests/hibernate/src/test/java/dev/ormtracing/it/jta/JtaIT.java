package dev.ormtracing.it.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.LoggedLines;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import jakarta.persistence.LockModeType;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction that a transaction manager drives is the same tree as one that a session drives. */
@EveryDatabase(settings = JtaUnit.OWN_RECORDER)
class JtaIT {

    /** In one, a busy machine may not have come to what a test does before it is over. */
    private static final int SECONDS_TO_TIME_OUT = 2;

    private static final TreeFormat OUTCOME = TreeFormat.standard()
            .withAttributes(
                    "orm.transaction.outcome",
                    "orm.transaction.rollback.cause",
                    "orm.transaction.after_completion",
                    "orm.flush.cause");

    private static final Map<String, Consumer<Session>> CALLS = Map.ofEntries(
            Map.entry("find", session -> session.find(User.class, -1L)),
            Map.entry(
                    "findMultiple", session -> session.byMultipleIds(User.class).multiLoad(-1L, -2L)),
            Map.entry("get", session -> session.get(User.class, -1L)),
            Map.entry("getReference", session -> session.getReference(User.class, -1L)),
            Map.entry("persist", session -> session.persist(new User("joins@example.org"))),
            Map.entry("merge", session -> session.merge(new User("joins@example.org"))),
            Map.entry("remove", session -> session.remove(new User("joins@example.org"))),
            Map.entry("refresh", session -> session.refresh(new User("joins@example.org"))),
            Map.entry("lock", session -> session.lock(new User("joins@example.org"), LockModeType.READ)),
            Map.entry("flush", Session::flush),
            Map.entry("doWork", session -> session.doWork(connection -> {})),
            Map.entry(
                    "query",
                    session -> session.createSelectionQuery("from User", User.class)
                            .getResultList()),
            Map.entry("contains", session -> session.contains(new User("joins@example.org"))),
            Map.entry("clear", Session::clear));

    private final TracedUnit unit;

    JtaIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @EnumSource
    void transactionOfTheApplication_isOneTree(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        jta.inTransaction(() -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org"))));

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                """);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void transactionOfTheSession_isOneTree(Manager manager) {
        JtaUnit jta = started(manager);

        jta.sessions.inTransaction(session -> session.persist(new User("ada@example.org")));

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                """);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void transactionBelowASpanOfTheApplication_isItsChild(Manager manager) throws Exception {
        JtaUnit jta = started(manager);
        Span request = unit.recorder()
                .openTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        try (Scope ignored = request.makeCurrent()) {
            jta.inTransaction(() -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org"))));
            assertThat(Span.current()).isSameAs(request);
        } finally {
            request.end();
        }

        unit.expect(OUTCOME, """
                request
                  transaction orm.transaction.outcome=committed
                    start_transaction
                    operation User.persist
                    commit_transaction
                      flush orm.flush.cause=commit
                        serialize
                        connect
                        db_query CLIENT insert users
                      db_query CLIENT COMMIT
                """);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackOfTheApplication_isTold(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        manager.user().begin();
        try (Session session = jta.sessions.openSession()) {
            session.persist(new User("ada@example.org"));
            session.flush();
            manager.user().rollback();
        }

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back
                  start_transaction
                  operation User.persist
                  operation flush
                    serialize
                    connect
                    db_query CLIENT insert users
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
        assertThat(users()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rollbackOfTheSession_isTold(Manager manager) {
        JtaUnit jta = started(manager);

        jta.sessions.inSession(session -> {
            session.beginTransaction();
            session.persist(new User("ada@example.org"));
            session.flush();
            session.getTransaction().setRollbackOnly();
            session.getTransaction().rollback();
        });

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=setRollbackOnly
                  start_transaction
                  operation User.persist
                  operation flush
                    serialize
                    connect
                    db_query CLIENT insert users
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
        assertThat(users()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void commitOfWhatIsMarkedForRollback_isARollback(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        Throwable failure = catchThrowable(() -> jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("ada@example.org")));
            manager.user().setRollbackOnly();
        }));

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=setRollbackOnly
                  start_transaction
                  operation User.persist
                  rollback_transaction
                """);
    }

    @ParameterizedTest
    @EnumSource
    void markThatTheSessionSees_isTheCauseOfTheRollback(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        manager.user().begin();
        try (Session session = jta.sessions.openSession()) {
            session.persist(new User("ada@example.org"));
            manager.user().setRollbackOnly();
            session.getTransaction().getStatus();
            manager.user().rollback();
        }

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=setRollbackOnly
                  start_transaction
                  operation User.persist
                  rollback_transaction
                """);
    }

    @ParameterizedTest
    @EnumSource
    void commitOfTheSession_ofWhatIsMarkedForRollback_isARollback(Manager manager) {
        JtaUnit jta = started(manager);

        jta.sessions.inSession(session -> {
            session.beginTransaction();
            session.persist(new User("ada@example.org"));
            catchThrowable(manager.user()::setRollbackOnly);
            catchThrowable(session.getTransaction()::commit);
        });

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=setRollbackOnly ERROR org.hibernate.TransactionException
                  start_transaction
                  operation User.persist
                  rollback_transaction ERROR org.hibernate.TransactionException
                """);
    }

    @ParameterizedTest
    @EnumSource
    void synchronizationThatMarksTheTransaction_isACommitThatTheManagerRollsBack(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        Throwable failure = catchThrowable(() -> jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("ada@example.org")));
            manager.transactions().getTransaction().registerSynchronization(new BeforeCompletion(() -> {
                try {
                    manager.user().setRollbackOnly();
                } catch (SystemException e) {
                    throw new IllegalStateException(e);
                }
            }));
        }));

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=transaction_manager
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    * db_query CLIENT PREPARE
                    db_query CLIENT ROLLBACK
                """);
        assertThat(users()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void rollbackInTheCompletionOfAnotherTransaction_hasNoCauseOfIt(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("ada@example.org")));
            onCompletion(jta, status -> {
                try {
                    Transaction completed = manager.transactions().suspend();
                    manager.user().begin();
                    jta.sessions.inSession(session -> session.persist(new User("bob@example.org")));
                    manager.user().rollback();
                    if (completed != null) {
                        manager.transactions().resume(completed);
                    }
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
        });

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                    transaction orm.transaction.outcome=rolled_back
                      start_transaction
                      operation User.persist
                      rollback_transaction
                """);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void failedFlush_isTheCauseOfTheRollback(Manager manager) {
        JtaUnit jta = started(manager);
        unit.given(session -> session.persist(new User("ada@example.org")));

        Throwable failure = catchThrowable(() -> jta.inTransaction(
                () -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org")))));

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, Hibernate8.tree("""
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=org.hibernate.exception.ConstraintViolationException ERROR org.hibernate.exception.ConstraintViolationException
                  start_transaction
                  operation User.persist
                  commit_transaction ERROR org.hibernate.exception.ConstraintViolationException
                    flush orm.flush.cause=commit ERROR org.hibernate.exception.ConstraintViolationException
                      serialize
                      connect
                      db_query CLIENT insert users ERROR ...
                    db_query CLIENT ROLLBACK
                * connect
                """));
        assertThat(users()).isOne();
    }

    @Test
    void failedFlushOfAnotherSession_isARollbackOfTheManager() {
        JtaUnit jta = started(Manager.NARAYANA);
        unit.given(session -> session.persist(new User("ada@example.org")));

        Throwable failure = catchThrowable(() -> jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("bob@example.org")));
            jta.sessions.inSession(session -> session.persist(new User("ada@example.org")));
        }));

        assertThat(failure).isInstanceOf(RollbackException.class);
        assertThat(unit.traces().trees().stream()
                        .map(tree -> tree.attribute("orm.transaction.rollback.cause"))
                        .filter(Objects::nonNull))
                .containsExactly("transaction_manager", Hibernate8.uniqueViolation());
        unit.traces().clear();
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void twoSessions_areTwoTransactionsOfTheLibrary_andOneOfTheManager(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("ada@example.org")));
            jta.sessions.inSession(session -> session.persist(new User("bob@example.org")));
        });

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                """);
        assertThat(users()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void suspendedTransaction_goesOnWhereItWas(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        jta.inTransaction(() -> {
            Session session = jta.sessions.openSession();
            session.persist(new User("ada@example.org"));
            Transaction suspended = manager.transactions().suspend();
            jta.inTransaction(() -> jta.sessions.inSession(inner -> inner.persist(new User("bob@example.org"))));
            manager.transactions().resume(suspended);
            session.persist(new User("eve@example.org"));
            session.close();
        });

        unit.expect(OUTCOME, Hibernate8.tree("""
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT COMMIT
                """));
        assertThat(users()).isEqualTo(3);
    }

    @Test
    void timeOut_endsTheTransactionOnTheThreadOfTheManager() throws Exception {
        JtaUnit jta = started(Manager.NARAYANA);
        // One that is called before that of the session, one after.
        CountDownLatch completed = new CountDownLatch(2);
        Throwable failure;
        begin(jta, SECONDS_TO_TIME_OUT);
        onCompletion(jta, status -> completed.countDown());
        try (Session session = jta.sessions.openSession()) {
            session.persist(new User("ada@example.org"));
            onCompletion(jta, status -> completed.countDown());
            assertThat(completed.await(3, TimeUnit.MINUTES)).isTrue();

            assertThat(unit.traces().text()).doesNotContain("not ended");
            failure = catchThrowable(() -> session.createSelectionQuery("from User", User.class));
        } finally {
            jta.manager.transactions().suspend();
        }

        assertThat(failure).hasMessageContaining("different thread");
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=another_thread
                  start_transaction
                  operation User.persist
                  rollback_transaction
                """);
    }

    @Test
    void timeOutThatWaitsForTheApplication_isARollback() throws Exception {
        JtaUnit jta = started(Manager.ATOMIKOS);
        CountDownLatch completed = new CountDownLatch(1);
        Throwable failure;
        begin(jta, SECONDS_TO_TIME_OUT);
        try (Session session = jta.sessions.openSession();
                LoggedLines log = new LoggedLines("com.atomikos")) {
            session.persist(new User("ada@example.org"));
            onCompletion(jta, status -> completed.countDown());
            // Atomikos notes it, and rolls back when the application commits.
            awaitTimeOut(log, completed);
            assertThat(completed.getCount()).isOne();
        } finally {
            failure = catchThrowable(jta.manager.user()::commit);
        }

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=transaction_manager
                  start_transaction
                  operation User.persist
                  commit_transaction
                    flush orm.flush.cause=commit
                      serialize
                      connect
                      db_query CLIENT insert users
                    db_query CLIENT PREPARE
                    db_query CLIENT ROLLBACK
                """);
    }

    @ParameterizedTest
    @EnumSource
    void rollbackByAnotherThread_endsTheTransaction(Manager manager) throws Exception {
        JtaUnit jta = started(manager);
        Throwable failure;
        begin(jta, 0);
        try (Session session = jta.sessions.openSession()) {
            session.persist(new User("ada@example.org"));
            session.flush();
            Transaction transaction = manager.transactions().getTransaction();
            onAnotherThread(transaction::rollback);
            assertThat(unit.traces().text()).doesNotContain("not ended");

            failure = catchThrowable(() -> session.createSelectionQuery("from User", User.class));
        } finally {
            manager.transactions().suspend();
        }

        assertThat(failure).hasMessageContaining("different thread");
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=another_thread
                  start_transaction
                  operation User.persist
                  operation flush
                    serialize
                    connect
                    db_query CLIENT insert users
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    @ParameterizedTest
    @EnumSource
    void loadAfterCompletion_isMarked(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        begin(jta, 0);
        try (Session session = jta.sessions.openSession()) {
            session.find(User.class, -1L);
            manager.user().commit();
            session.find(User.class, -2L);
        }

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.find
                    serialize
                    connect
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                operation User.find orm.transaction.after_completion=true
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate
                """);
    }

    @ParameterizedTest
    @EnumSource
    void transactionThatIsYoungerThanItsSession_hasItsFirstOperation(Manager manager) throws Exception {
        JtaUnit jta = started(manager);

        try (Session session = jta.sessions.openSession()) {
            jta.inTransaction(() -> session.find(User.class, -1L));
        }

        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed
                  start_transaction
                  operation User.find
                    serialize
                    connect
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT
                """);
    }

    @Test
    void sessionThatIsOlderThanTheTransaction_joinsAsWithoutTracing() throws Exception {
        JtaUnit jta = started(Manager.NARAYANA);
        try (SessionFactory untraced = jta.untraced(unit)) {
            for (Map.Entry<String, Consumer<Session>> call : CALLS.entrySet()) {
                assertThat(isJoinedAfter(jta, jta.sessions, call.getValue()))
                        .as(call.getKey())
                        .isEqualTo(isJoinedAfter(jta, untraced, call.getValue()));
            }
        }
        unit.traces().clear();
    }

    private static boolean isJoinedAfter(JtaUnit jta, SessionFactory sessions, Consumer<Session> call)
            throws Exception {
        try (Session session = sessions.openSession()) {
            jta.manager.user().begin();
            try {
                catchThrowable(() -> call.accept(session));
                return session.unwrap(SharedSessionContractImplementor.class)
                        .getTransactionCoordinator()
                        .isJoined();
            } finally {
                jta.manager.user().rollback();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void synchronizationsOfTheApplication_areCalledAsWithoutTracing(Manager manager) throws Exception {
        JtaUnit jta = started(manager);
        try (SessionFactory untraced = jta.untraced(unit)) {
            List<String> without = synchronizations(jta, untraced);

            assertThat(synchronizations(jta, jta.sessions)).isEqualTo(without);
            assertThat(without).isNotEmpty();
        }
        unit.traces().clear();
    }

    private static List<String> synchronizations(JtaUnit jta, SessionFactory sessions) throws Exception {
        List<String> calls = new ArrayList<>();
        jta.inTransaction(() -> {
            Transaction transaction = jta.manager.transactions().getTransaction();
            transaction.registerSynchronization(new Recorded("first", calls));
            sessions.inSession(session -> {
                session.persist(new User("ada" + System.identityHashCode(sessions) + "@example.org"));
                session.getTransaction().registerSynchronization(new Recorded("of the session", calls));
            });
            transaction.registerSynchronization(new Recorded("last", calls));
        });
        return calls;
    }

    private JtaUnit started(Manager manager) {
        JtaUnit jta = JtaUnit.of(unit, manager);
        unit.reset();
        return jta;
    }

    private static void begin(JtaUnit jta, int secondsToTimeOut) throws Exception {
        jta.manager.transactions().setTransactionTimeout(secondsToTimeOut);
        jta.manager.user().begin();
        jta.manager.transactions().setTransactionTimeout(0);
    }

    /** Waits for the timeout, which the manager mentions in its log before it notes it, and nowhere else. */
    private static void awaitTimeOut(LoggedLines log, CountDownLatch completed) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while ((log.messages().stream().noneMatch(line -> line.contains("has timed out")) || isTimingOut())
                && System.nanoTime() < deadline) {
            assertThat(completed.await(20, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private static boolean isTimingOut() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .anyMatch(frame -> frame.getMethodName().equals("onTimeout"));
    }

    private static void onCompletion(JtaUnit jta, IntConsumer action) throws Exception {
        jta.manager.transactions().getTransaction().registerSynchronization(new AfterCompletion(action));
    }

    private static void onAnotherThread(JtaUnit.Work work) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.run();
                done.complete(null);
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        thread.start();
        done.get(3, TimeUnit.MINUTES);
    }

    private long users() {
        return unit.givenFrom(session -> session.createSelectionQuery("select count(*) from User", Long.class)
                .getSingleResult());
    }

    private record AfterCompletion(IntConsumer action) implements Synchronization {
        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            action.accept(status);
        }
    }

    private record BeforeCompletion(Runnable action) implements Synchronization {
        @Override
        public void beforeCompletion() {
            action.run();
        }

        @Override
        public void afterCompletion(int status) {}
    }

    private record Recorded(String name, List<String> calls) implements Synchronization {
        @Override
        public void beforeCompletion() {
            calls.add("before " + name);
        }

        @Override
        public void afterCompletion(int status) {
            calls.add("after " + name + " " + status);
        }
    }
}
