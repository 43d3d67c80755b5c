package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.fallback.Blog.Post;
import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.persistence.LockModeType;
import org.hibernate.Hibernate;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.ReplicationMode;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What each kind of operation looks like where sessions are Hibernate's own. */
@ExtendWith(OrmTracingExtension.class)
class FallbackOperationsTest {

    private final Traces traces;
    private final SessionFactory sessions;

    FallbackOperationsTest(OpenTelemetry openTelemetry, Traces traces) {
        this.traces = traces;
        this.sessions = Database.open(openTelemetry);
    }

    @BeforeEach
    void fill() {
        sessions.inTransaction(session -> session.persist(new User(1, "Ada").withPost("Notes")));
        traces.clear();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    @Test
    void find_isAnOperationOfItsModel() {
        sessions.inSession(session -> session.find(User.class, 1L));

        assertThat(traces.text(TreeFormat.standard().withAttributes("method", "model")))
                .isEqualTo("""
                operation User.find method=find model=User
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate""");
    }

    @Test
    void find_ofALoadedEntity_isASpanWithoutChildren() {
        sessions.inSession(session -> {
            session.find(User.class, 1L);
            traces.clear();
            session.find(User.class, 1L);
        });

        assertThat(traces.text()).isEqualTo("operation User.find");
    }

    @Test
    void getReference_isNoSpanUntilItsFirstUse() {
        sessions.inSession(session -> {
            Post post = session.getReference(Post.class, 1L);
            assertThat(traces.text()).isEmpty();
            assertThat(post.title()).isEqualTo("Notes");
        });

        assertThat(traces.text(TreeFormat.standard().withAttributes("method", "model", "orm.lazy")))
                .isEqualTo("""
                operation Post.initialize method=initialize model=Post orm.lazy=true
                  serialize
                  connect
                  db_query CLIENT select posts
                  hydrate""");
    }

    @Test
    void initialize_ofAMissingRow_isALoadThatFindsNothing() {
        sessions.inSession(session -> {
            Post post = session.getReference(Post.class, 99L);
            assertThatThrownBy(post::title).isInstanceOf(ObjectNotFoundException.class);
        });

        // Hibernate complains only after the load, where no event is.
        assertThat(traces.text()).isEqualTo("""
                operation Post.initialize
                  serialize
                  connect
                  db_query CLIENT select posts
                  hydrate""");
    }

    @Test
    void lazyCollection_isAnOperationOfItsRole() {
        sessions.inSession(session -> {
            User user = session.find(User.class, 1L);
            traces.clear();
            Hibernate.initialize(user.posts);
        });

        assertThat(traces.text(TreeFormat.standard().withAttributes("method", "model", "orm.lazy", "orm.role")))
                .isEqualTo("""
                operation User.posts.initialize method=initialize model=User orm.lazy=true orm.role=User.posts
                  serialize
                  connect
                  db_query CLIENT select posts orm.role=User.posts
                  hydrate""");
    }

    @Test
    void query_hasItsMethodTextAndRows() {
        sessions.inSession(
                session -> session.createQuery("from User", User.class).getResultList());

        assertThat(traces.text(TreeFormat.standard().withAttributes("orm.query.text", "orm.result.count")))
                .isEqualTo("""
                operation User.getResultList orm.query.text=from User orm.result.count=1
                  serialize
                  connect
                  db_query CLIENT select users
                  hydrate""");
    }

    @Test
    void nativeQuery_hasItsMethod() {
        sessions.inSession(
                session -> session.createNativeQuery("select 1", Integer.class).getSingleResult());

        assertThat(traces.text()).isEqualTo("""
                operation getSingleResult
                  serialize
                  connect
                  db_query CLIENT select
                  hydrate""");
    }

    @Test
    void stream_hasItsMethod() {
        sessions.inSession(session -> {
            try (var users = session.createQuery("from User", User.class).stream()) {
                assertThat(users).hasSize(1);
            }
        });

        assertThat(traces.text()).isEqualTo("""
                operation User.stream
                  serialize
                  connect
                  db_query CLIENT select users""");
    }

    @Test
    void updateQuery_hasItsMethodAndModel() {
        sessions.inTransaction(session -> {
            traces.clear();
            session.createMutationQuery("update User set name = 'Grace'").executeUpdate();
            assertThat(traces.text()).isEqualTo("""
                    transaction (not ended)
                      operation User.executeUpdate
                        serialize
                        db_query CLIENT update users""");
        });
    }

    @Test
    void eachEntityOperation_isNamedByMethodAndModel() {
        sessions.inTransaction(session -> {
            User merged = session.merge(new User(2, "Bob"));
            session.flush();
            session.refresh(merged);
            session.lock(merged, LockModeType.PESSIMISTIC_READ);
            session.remove(merged);
        });

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  operation User.merge
                    compile
                    serialize
                    db_query CLIENT select users posts
                    hydrate
                  operation flush
                    serialize
                    db_query CLIENT insert users
                  operation User.refresh
                    compile
                    serialize
                    db_query CLIENT select users posts
                    hydrate
                  operation User.lock
                  operation User.remove
                  commit_transaction
                    flush
                      serialize
                      db_query CLIENT delete users
                    db_query CLIENT COMMIT""");
    }

    @Test
    @SuppressWarnings({"deprecation", "removal"})
    void replicate_isAnOperation() {
        sessions.inTransaction(session -> {
            traces.clear();
            session.replicate(new User(7, "Eve"), ReplicationMode.OVERWRITE);
            assertThat(traces.text()).startsWith("transaction (not ended)\n  operation User.replicate");
        });
    }

    @Test
    void cascades_areAPartOfTheirOperation() {
        sessions.inTransaction(session -> {
            traces.clear();
            session.persist(new User(2, "Bob").withPost("One").withPost("Two"));
            assertThat(traces.text()).isEqualTo("""
                    transaction (not ended)
                      operation User.persist
                        serialize
                        db_query CLIENT select
                        serialize
                        db_query CLIENT select
                        serialize""");
        });
    }

    @Test
    void explicitFlush_countsOnItsOperation() {
        sessions.inTransaction(session -> {
            session.persist(new User(2, "Bob").withPost("One"));
            traces.clear();
            session.flush();
        });

        assertThat(traces.text(TreeFormat.standard().withAttributes("orm.flush.entities", "orm.flush.collections")))
                .contains("operation flush orm.flush.entities=2 orm.flush.collections=1");
    }

    @Test
    void autoFlush_isASpanOnlyWhenItWrites() {
        sessions.inTransaction(session -> {
            session.persist(new User(2, "Bob"));
            traces.clear();
            session.createQuery("from User", User.class).getResultList();
            session.createQuery("from User", User.class).getResultList();
        });

        assertThat(traces.text(TreeFormat.standard().withAttributes("orm.flush.entities")))
                .isEqualTo("""
                transaction
                  operation User.persist
                  flush orm.flush.entities=1
                    serialize
                    db_query CLIENT insert users
                  operation User.getResultList
                    serialize
                    db_query CLIENT select users
                    hydrate
                  operation User.getResultList
                    serialize
                    db_query CLIENT select users
                    hydrate
                  commit_transaction
                    db_query CLIENT COMMIT""");
    }

    @Test
    void sequenceCallsBeforeAnAutoFlush_haveASpanToo() {
        sessions.inTransaction(session -> {
            User user = session.find(User.class, 1L);
            user.withPost("Late");
            traces.clear();
            session.createQuery("from Post", Post.class).getResultList();
        });

        // One flush span or two: Hibernate cascades before the query up to 7.1, and within the flush from 7.2 on.
        int written = traces.stream()
                .filter(span -> span.shortName().equals("flush"))
                .mapToInt(span -> span.queries().size())
                .sum();
        assertThat(written).as(traces.text()).isEqualTo(2);
    }

    @Test
    void close_isADisconnect() {
        sessions.close();

        assertThat(traces.text()).isEqualTo("disconnect");
    }

    @Test
    void statelessSession_writesWithItsModel() {
        sessions.inStatelessTransaction(session -> {
            User user = new User(9, "Joan");
            session.insert(user);
            session.get(User.class, 9L);
            session.delete(user);
        });

        assertThat(traces.text()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  operation User.insert
                    serialize
                    db_query CLIENT insert users
                  operation User.select
                    serialize
                    db_query CLIENT select users
                    hydrate
                  operation User.delete
                    serialize
                    db_query CLIENT delete users
                  commit_transaction
                    db_query CLIENT COMMIT""");
    }
}
