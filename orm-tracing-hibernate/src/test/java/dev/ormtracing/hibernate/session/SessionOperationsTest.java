package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.session.Blog.Post;
import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TransactionRequiredException;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.LockOptions;
import org.hibernate.ReplicationMode;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** What the application calls on a session, one operation each. */
@SuppressWarnings({"deprecation", "removal"})
class SessionOperationsTest extends TracedSessions {

    SessionOperationsTest(OpenTelemetry openTelemetry, Traces traces) {
        super(openTelemetry, traces);
    }

    @Test
    void find_isAnOperationOfItsModel() {
        assertThat(tree(session -> session.find(User.class, 1L), "method", "model"))
                .isEqualTo("""
                        operation User.find method=find model=User
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate""");
    }

    @Test
    void find_ofALoadedEntity_isASpanToo() {
        assertThat(tree(session -> {
                    session.find(User.class, 1L);
                    traces.clear();
                    session.find(User.class, 1L);
                }))
                .isEqualTo("operation User.find");
    }

    @Test
    void find_withAWrongId_failsBeforeAnyEvent() {
        assertThatThrownBy(() -> sessions.inSession(session -> session.find(User.class, "x")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(shown()).isEqualTo("""
                        operation User.find ERROR java.lang.IllegalArgumentException
                          serialize""");
    }

    @Test
    void find_inAClosedSession_fails() {
        Session session = sessions.openSession();
        session.close();

        assertThatThrownBy(() -> session.find(User.class, 1L)).isInstanceOf(IllegalStateException.class);

        assertThat(shown()).isEqualTo("""
                        operation User.find ERROR java.lang.IllegalStateException
                          serialize""");
    }

    @Test
    void everyFind_isOneOperation() {
        assertThat(operations(session -> {
                    session.find(User.class, 1L, LockModeType.NONE);
                    session.find(User.class, 1L, Map.of());
                    session.find(User.class, 1L, LockModeType.NONE, Map.of());
                    session.get(User.class, 1L);
                    session.get(User.class.getName(), 1L);
                    session.get(User.class, 1L, LockMode.READ);
                    session.get(User.class, 1L, LockOptions.READ);
                }))
                .isEqualTo("""
                        User.find
                        User.find
                        User.find
                        User.get
                        User.get
                        User.get
                        User.get""");
    }

    @Test
    void getReference_isNoSpan() {
        assertThat(tree(session -> session.getReference(Post.class, 1L))).isEmpty();
        assertThat(tree(session -> session.getReference(Post.class.getName(), 1L)))
                .isEmpty();
        assertThat(tree(session -> session.byId(Post.class).getReference(1L))).isEmpty();
    }

    @Test
    void getReference_usedLater_isALazyLoad() {
        assertThat(tree(session -> Hibernate.initialize(session.getReference(Post.class, 1L)), "orm.lazy"))
                .startsWith("operation Post.initialize orm.lazy=true");
    }

    @Test
    void byId_isAnOperationAlsoWithoutTheDatabase() {
        assertThat(tree(session -> {
                    session.byId(User.class).load(1L);
                    session.byId(User.class.getName()).loadOptional(1L);
                }))
                .isEqualTo("""
                        operation User.byId
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        operation User.byId""");
    }

    @Test
    void byId_withAWrongId_fails() {
        assertThatThrownBy(() ->
                        sessions.inSession(session -> session.byId(User.class).load("x")))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(shown()).startsWith("operation User.byId ERROR java.lang.IllegalArgumentException");
    }

    @Test
    void loadAccesses_areNamedByTheMethodOfTheSession() {
        assertThat(operations(session -> {
                    session.byNaturalId(User.class)
                            .using("email", "Ada@example.org")
                            .load();
                    session.byNaturalId(User.class)
                            .using("email", "Ada@example.org")
                            .getReference();
                    session.bySimpleNaturalId(User.class).load("Bob@example.org");
                    session.byMultipleIds(User.class).multiLoad(1L, 2L);
                    session.byMultipleNaturalId(User.class)
                            .enableOrderedReturn(false)
                            .multiLoad("Ada@example.org", "Bob@example.org");
                }))
                .isEqualTo("""
                        User.byNaturalId
                        User.bySimpleNaturalId
                        User.byMultipleIds
                        User.byMultipleNaturalId""");
    }

    @Test
    void multiLoad_reportsTheNumberOfEntities() {
        assertThat(tree(session -> session.byMultipleIds(User.class).multiLoad(List.of(1L, 2L)), "orm.result.count"))
                .startsWith("operation User.byMultipleIds orm.result.count=2");
    }

    @Test
    void changes_areOneOperationEach() {
        assertThat(operations(session -> {
                    User user = new User(3, "Cid").withPost("First");
                    session.persist(user);
                    session.flush();
                    session.contains(user);
                    session.refresh(user);
                    session.lock(user, LockModeType.PESSIMISTIC_WRITE);
                    session.detach(user);
                    session.remove(session.merge(user));
                    session.replicate(new User(4, "Dan"), ReplicationMode.OVERWRITE);
                }))
                .isEqualTo("""
                        User.persist
                        flush
                        User.refresh
                        User.lock
                        User.merge
                        User.remove
                        User.replicate""");
    }

    @Test
    void merge_thatLoads_isOneOperation() {
        assertThat(tree(session -> session.merge(new User(1, "Ada"))))
                .startsWith("operation User.merge\n")
                .doesNotContain("find");
    }

    @Test
    void flush_carriesTheCountsItself() {
        assertThat(tree(session -> {
                    session.beginTransaction();
                    session.persist(new User(3, "Cid"));
                    traces.clear();
                    session.flush();
                    assertThat(shown("orm.flush.entities", "orm.flush.collections"))
                            .isEqualTo("""
                                            transaction (not ended)
                                              operation User.persist
                                              operation flush orm.flush.entities=1 orm.flush.collections=1
                                                serialize
                                                db_query CLIENT insert users""");
                    session.getTransaction().rollback();
                }))
                .isNotEmpty();
    }

    @Test
    void persistInARow_isOneOperationWithItsNumber() {
        sessions.inTransaction(session -> {
            for (int id = 10; id < 13; id++) {
                session.persist(new User(id, "Ada" + id));
            }
            session.find(User.class, 9);
            session.persist(new User(13, "Ada13"));
        });

        assertThat(shown("orm.operation.count", "orm.flush.entities")).isEqualTo("""
                        transaction
                          start_transaction
                            connect
                          operation User.persist orm.operation.count=3
                          operation User.find
                            serialize
                            db_query CLIENT select users
                            hydrate
                          operation User.persist
                          commit_transaction
                            flush orm.flush.entities=4
                              serialize
                              db_query CLIENT insert users
                              db_query CLIENT insert users
                              db_query CLIENT insert users
                              db_query CLIENT insert users
                            db_query CLIENT COMMIT""");
    }

    @Test
    void flush_withoutATransaction_fails() {
        assertThatThrownBy(() -> sessions.inSession(Session::flush)).isInstanceOf(TransactionRequiredException.class);

        assertThat(shown()).startsWith("operation flush ERROR jakarta.persistence.TransactionRequiredException");
    }

    @Test
    void doWork_hasTheOperationsCalledInsideBelowIt() {
        assertThat(tree(session -> session.doWork(connection -> {
                    session.find(User.class, 1L);
                    try (var statement = connection.createStatement()) {
                        statement.executeQuery("select 1");
                    }
                })))
                .isEqualTo("""
                        operation doWork
                          serialize
                          connect
                          operation User.find
                            serialize
                            db_query CLIENT select users
                            hydrate
                          db_query CLIENT select""");
    }

    @Test
    void doReturningWork_returnsWhatTheWorkReturns() {
        sessions.inSession(
                session -> assertThat(session.<Boolean>doReturningWork(connection -> connection.isReadOnly()))
                        .isFalse());

        assertThat(shown()).startsWith("operation doReturningWork");
    }

    @Test
    void anotherSessionInside_isAnOperationBelow() {
        assertThat(tree(session ->
                        session.doWork(connection -> sessions.inSession(other -> other.find(User.class, 1L)))))
                .contains("\n  operation User.find\n");
    }

    @Test
    void everyWayToASession_isTraced() {
        sessions.openSession().close();
        sessions.withOptions().openSession().find(User.class, 1L);
        EntityManagerFactory jpa = sessions;
        jpa.createEntityManager().find(User.class, 1L);
        jpa.createEntityManager(Map.of()).find(User.class, 1L);
        sessions.fromSession(session -> session.find(User.class, 1L));
        sessions.fromTransaction(session -> session.find(User.class, 1L));
        sessions.inSession(session -> {
            try (Session shared = session.sessionWithOptions().connection().openSession()) {
                shared.find(User.class, 1L);
            }
        });

        assertThat(traces.operations("User.find")).hasSize(6).allMatch(find -> !find.isError());
    }
}
