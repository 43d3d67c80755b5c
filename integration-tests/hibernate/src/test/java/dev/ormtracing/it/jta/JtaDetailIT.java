package dev.ormtracing.it.jta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.Detail;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Hibernate8;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tree of a transaction that a transaction manager drives, where fewer spans are written, and where none is. */
@EveryDatabase(settings = JtaUnit.OWN_RECORDER)
class JtaDetailIT {

    private static final TreeFormat OUTCOME = TreeFormat.standard()
            .withAttributes("orm.transaction.outcome", "orm.transaction.rollback.cause", "orm.flush.cause");

    private static final String COMMITTED = """
            transaction orm.transaction.outcome=committed orm.flush.cause=commit
              operation User.persist
              db_query CLIENT insert users
              db_query CLIENT COMMIT
            """;

    private final TracedUnit unit;

    JtaDetailIT(TracedUnit unit) {
        this.unit = unit;
    }

    @ParameterizedTest
    @EnumSource
    void compactTransactionOfTheApplication_hasNoSteps(Manager manager) throws Exception {
        JtaUnit jta = started(manager, Detail.COMPACT);

        jta.inTransaction(() -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org"))));

        unit.expect(OUTCOME, COMMITTED);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void compactTransactionOfTheSession_hasNoSteps(Manager manager) {
        JtaUnit jta = started(manager, Detail.COMPACT);

        jta.sessions.inTransaction(session -> session.persist(new User("ada@example.org")));

        unit.expect(OUTCOME, COMMITTED);
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void compactRollback_hasItsCause(Manager manager) {
        JtaUnit jta = started(manager, Detail.COMPACT);

        Throwable failure = catchThrowable(() -> jta.inTransaction(() -> {
            jta.sessions.inSession(session -> {
                session.persist(new User("ada@example.org"));
                session.flush();
            });
            manager.user().setRollbackOnly();
        }));

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=setRollbackOnly
                  operation User.persist
                  operation flush
                    db_query CLIENT insert users
                  db_query CLIENT ROLLBACK
                """);
        assertThat(users()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void compactTransactionThatIsSuspended_goesOnWhereItWas(Manager manager) throws Exception {
        JtaUnit jta = started(manager, Detail.COMPACT);

        suspendAndResume(jta);

        unit.expect(OUTCOME, Hibernate8.tree("""
                transaction orm.transaction.outcome=committed orm.flush.cause=commit
                  operation User.persist
                  db_query CLIENT insert users
                  db_query CLIENT insert users
                  db_query CLIENT COMMIT
                """ + COMMITTED));
        assertThat(users()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void compactSessionsOfOneTransaction_areATransactionEach(Manager manager) throws Exception {
        JtaUnit jta = started(manager, Detail.COMPACT);

        twoSessions(jta);

        assertThat(unit.traces().trees())
                .allSatisfy(transaction ->
                        assertThat(transaction.attribute("orm.flush.duration")).isNotNull());
        unit.expect(OUTCOME, """
                transaction orm.transaction.outcome=committed orm.flush.cause=commit
                  operation User.persist
                  db_query CLIENT insert users
                transaction orm.transaction.outcome=committed orm.flush.cause=commit
                  operation User.persist
                  db_query CLIENT insert users
                  db_query CLIENT COMMIT
                """);
        assertThat(users()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void adaptiveTransaction_isCompact(Manager manager) throws Exception {
        JtaUnit jta = started(manager, Detail.ADAPTIVE);

        jta.inTransaction(() -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org"))));

        unit.expect(OUTCOME, COMMITTED);
    }

    @ParameterizedTest
    @EnumSource
    void adaptiveTransactionThatFails_isCompact_andHasItsCause(Manager manager) {
        JtaUnit jta = started(manager, Detail.ADAPTIVE);
        unit.given(session -> session.persist(new User("ada@example.org")));

        Throwable failure = catchThrowable(() -> jta.inTransaction(
                () -> jta.sessions.inSession(session -> session.persist(new User("ada@example.org")))));

        assertThat(failure).isInstanceOf(RollbackException.class);
        unit.expect(OUTCOME, Hibernate8.tree("""
                transaction orm.transaction.outcome=rolled_back orm.transaction.rollback.cause=org.hibernate.exception.ConstraintViolationException orm.flush.cause=commit ERROR org.hibernate.exception.ConstraintViolationException
                  operation User.persist
                  db_query CLIENT insert users ERROR ...
                  db_query CLIENT ROLLBACK
                * connect
                """));
        assertThat(users()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void unsampled_leavesNothing_andDoesTheSame(Manager manager) throws Exception {
        for (Detail detail : List.of(Detail.FULL, Detail.COMPACT, Detail.ADAPTIVE)) {
            JtaUnit jta = started(manager, detail);
            Span request = unsampled();
            try (Scope ignored = request.makeCurrent()) {
                suspendAndResume(jta);
                twoSessions(jta);
                catchThrowable(() -> jta.inTransaction(() -> {
                    jta.sessions.inSession(session -> session.persist(new User("zoe@example.org")));
                    manager.user().setRollbackOnly();
                }));
                assertThat(Span.current()).isSameAs(request);
            }

            assertThat(unit.traces().text()).isEmpty();
            assertThat(users()).isEqualTo(5);
        }
    }

    private static void suspendAndResume(JtaUnit jta) throws Exception {
        jta.inTransaction(() -> {
            Session session = jta.sessions.openSession();
            session.persist(new User("ada@example.org"));
            Transaction suspended = jta.manager.transactions().suspend();
            jta.inTransaction(() -> jta.sessions.inSession(inner -> inner.persist(new User("bob@example.org"))));
            jta.manager.transactions().resume(suspended);
            session.persist(new User("eve@example.org"));
            session.close();
        });
    }

    private static void twoSessions(JtaUnit jta) throws Exception {
        jta.inTransaction(() -> {
            jta.sessions.inSession(session -> session.persist(new User("jim@example.org")));
            jta.sessions.inSession(session -> session.persist(new User("kim@example.org")));
        });
    }

    private static Span unsampled() {
        return Span.wrap(SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault()));
    }

    private JtaUnit started(Manager manager, Detail detail) {
        JtaUnit jta = JtaUnit.of(unit, manager, detail);
        unit.reset();
        return jta;
    }

    private long users() {
        return unit.givenFrom(session -> session.createSelectionQuery("select count(*) from User", Long.class)
                .getSingleResult());
    }
}
