package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.Version;

/** Every kind of operation that the table of Prisma's cases has no row for. */
public final class Operations {

    /** From Hibernate 7 on, an event says what a stateless session writes. */
    private static final Object[] STATELESS_WRITES = Version.getVersionString().startsWith("6.")
            ? new Object[] {"execute", "execute", "execute"}
            : new Object[] {"Profile.insert", "Profile.update", "Profile.delete"};

    private static final String STATELESS_IN_FALLBACK = """
            transaction
              start_transaction
                connect
              operation %s
                serialize
                db_query CLIENT insert profiles
              operation Profile.select
                serialize
                db_query CLIENT select profiles
                hydrate
              operation %s
                serialize
                db_query CLIENT update profiles
              operation Profile.select
                serialize
                db_query CLIENT select profiles
                hydrate
              operation %s
                serialize
                db_query CLIENT delete profiles
              commit_transaction
                db_query CLIENT COMMIT
            """.formatted(STATELESS_WRITES);

    private Operations() {}

    public static List<Scenario> all() {
        return List.of(
                Scenario.of("get", (unit, blog) -> unit.session(session -> session.get(User.class, blog.ada())), """
                        operation User.get
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """)
                        .butInFallback("""
                                operation User.find
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of(
                        "getReference, never used",
                        (unit, blog) -> unit.session(session -> session.getReference(User.class, blog.ada())),
                        """
                        """),
                Scenario.of(
                        "getReference, used",
                        (unit, blog) -> unit.session(session ->
                                session.getReference(User.class, blog.ada()).getName()),
                        """
                        operation User.initialize
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """),
                Scenario.of(
                                "byId",
                                (unit, blog) -> unit.session(
                                        session -> session.byId(User.class).load(blog.ada())),
                                """
                        operation User.byId
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """)
                        .butInFallback("""
                                operation User.find
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of(
                                "byNaturalId",
                                (unit, blog) -> unit.session(session -> session.byNaturalId(Tag.class)
                                        .using("name", "news")
                                        .load()),
                                """
                        operation Tag.byNaturalId
                          * compile
                          serialize
                          connect
                          db_query CLIENT select tags
                          hydrate
                        """)
                        .butInFallback("""
                                operation Tag.select
                                  serialize
                                  connect
                                  db_query CLIENT select tags
                                  hydrate
                                """),
                Scenario.of(
                        "find with an entity graph",
                        (unit, blog) -> unit.session(session -> session.find(
                                User.class,
                                blog.ada(),
                                Map.of("jakarta.persistence.fetchgraph", session.getEntityGraph("User.posts")))),
                        """
                        operation User.find
                          compile
                          serialize
                          connect
                          db_query CLIENT select users posts
                          hydrate
                        """),
                Scenario.of("find of what is loaded", Operations::findTwice, """
                        operation User.find
                        """),
                Scenario.of("detach, contains, clear", Operations::detach, """
                        """),
                Scenario.of("refresh", (unit, blog) -> found(unit, blog, Session::refresh), """
                        operation User.refresh
                          * compile
                          serialize
                          connect
                          db_query CLIENT select users profiles posts
                          hydrate
                        """),
                Scenario.of(
                        "lock",
                        (unit, blog) -> foundInTransaction(
                                unit, blog, (session, user) -> session.lock(user, LockModeType.PESSIMISTIC_WRITE)),
                        """
                        transaction
                          operation User.lock
                            serialize
                            db_query CLIENT select users
                            * hydrate
                          commit_transaction
                            db_query CLIENT COMMIT
                        """),
                Scenario.of("merge of a detached entity", Operations::mergeDetached, """
                        transaction
                          start_transaction
                            connect
                          operation User.merge
                            * compile
                            serialize
                            db_query CLIENT select users profiles posts
                            hydrate
                          commit_transaction
                            flush
                              serialize
                              db_query CLIENT update users
                            db_query CLIENT COMMIT
                        """),
                Scenario.of("explicit flush", Operations::flush, """
                        transaction
                          start_transaction
                            connect
                          operation Tag.persist
                          operation flush
                            serialize
                            db_query CLIENT insert tags
                          commit_transaction
                            db_query CLIENT COMMIT
                        """),
                Scenario.of("explicit flush of nothing", (unit, blog) -> unit.transaction(Session::flush), """
                        transaction
                          start_transaction
                            connect
                          operation flush
                          commit_transaction
                            db_query CLIENT COMMIT
                        """),
                Scenario.of("lazy reference", Operations::lazyReference, """
                        operation Profile.initialize
                          serialize
                          connect
                          db_query CLIENT select profiles
                          hydrate
                        """),
                Scenario.of("criteria", Operations::criteria, """
                        operation User.getResultList
                          compile
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """).butInFallback("""
                                operation User.getResultList
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of(
                                "named query",
                                (unit, blog) ->
                                        unit.session(session -> session.createNamedQuery("User.byName", User.class)
                                                .setParameter("name", "Ada")
                                                .getSingleResult()),
                                """
                        operation User.getSingleResult
                          compile
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """)
                        .butInFallback("""
                                operation User.getSingleResult
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of(
                                "native query for entities",
                                (unit, blog) -> unit.session(
                                        session -> session.createNativeQuery("select * from users", User.class)
                                                .getResultList()),
                                """
                        operation User.getResultList
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """)
                        .butInFallback("""
                                operation getResultList
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of(
                                "getResultCount",
                                (unit, blog) -> unit.session(
                                        session -> assertThat(session.createSelectionQuery("from Post", Post.class)
                                                        .getResultCount())
                                                .isEqualTo(3)),
                                """
                        operation Post.createQuery
                          compile
                        operation Post.getResultCount
                          compile
                          serialize
                          connect
                          db_query CLIENT select posts
                          hydrate
                        """)
                        .butInFallback("""
                                operation Post.getResultCount
                                  serialize
                                  connect
                                  db_query CLIENT select posts
                                  hydrate
                                """),
                Scenario.of(
                        "stored procedure",
                        (unit, blog) ->
                                unit.transaction(session -> session.createNamedStoredProcedureQuery("User.rename")
                                        .setParameter("new_name", "Nobody")
                                        .execute()),
                        """
                        transaction
                          start_transaction
                            connect
                          operation execute
                            serialize
                            db_query CLIENT call rename_users
                            * hydrate
                          commit_transaction
                            db_query CLIENT COMMIT
                        """),
                Scenario.of("stream", Operations::stream, """
                        operation Post.createQuery
                          compile
                        operation Post.getResultStream
                          compile
                          serialize
                          connect
                          db_query CLIENT select posts
                        """).butInFallback("""
                                operation Post.getResultStream
                                  serialize
                                  connect
                                  db_query CLIENT select posts
                                """),
                Scenario.of("stream, never closed", Operations::openStream, """
                        operation Post.createQuery
                          compile
                        operation Post.getResultStream
                          compile
                          serialize
                          connect
                          db_query CLIENT select posts
                        """).butInFallback("""
                                operation Post.getResultStream
                                  serialize
                                  connect
                                  db_query CLIENT select posts
                                """),
                Scenario.of("scroll", Operations::scroll, """
                        operation Post.createQuery
                          compile
                        operation Post.scroll
                          compile
                          serialize
                          connect
                          db_query CLIENT select posts
                        """).butInFallback("""
                                operation Post.scroll
                                  serialize
                                  connect
                                  db_query CLIENT select posts
                                """),
                Scenario.of("scroll, never closed", Operations::openScroll, """
                        operation Post.createQuery
                          compile
                        operation Post.scroll
                          compile
                          serialize
                          connect
                          db_query CLIENT select posts
                        """).butInFallback("""
                                operation Post.scroll
                                  serialize
                                  connect
                                  db_query CLIENT select posts
                                """),
                Scenario.of("doReturningWork", Operations::jdbc, """
                        operation doReturningWork
                          serialize
                          connect
                          db_query CLIENT select users
                        """).butInFallback("""
                                db_query CLIENT select users
                                """),
                Scenario.of("doWork with an operation inside", Operations::operationInWork, """
                        operation doWork
                          serialize
                          connect
                          operation User.find
                            serialize
                            db_query CLIENT select users
                            hydrate
                        """)
                        .butInFallback("""
                                operation User.find
                                  serialize
                                  db_query CLIENT select users
                                  hydrate
                                """),
                Scenario.of("stateless session", Operations::stateless, """
                        transaction
                          start_transaction
                            connect
                          operation Profile.insert
                            serialize
                            db_query CLIENT insert profiles
                          operation Profile.get
                            serialize
                            db_query CLIENT select profiles
                            hydrate
                          operation Profile.update
                            serialize
                            db_query CLIENT update profiles
                          operation Profile.refresh
                            * compile
                            serialize
                            db_query CLIENT select profiles
                            hydrate
                          operation Profile.delete
                            serialize
                            db_query CLIENT delete profiles
                          commit_transaction
                            db_query CLIENT COMMIT
                        """).butInFallback(STATELESS_IN_FALLBACK),
                Scenario.of("session with options", Operations::sessionWithOptions, """
                        operation User.find
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """),
                Scenario.of("shared session", Operations::sharedSession, """
                        operation User.find
                          serialize
                          connect
                          db_query CLIENT select users
                          hydrate
                        """),
                Scenario.of("entity manager", Operations::entityManager, """
                        transaction
                          start_transaction
                            connect
                          operation User.createQuery
                            compile
                          operation User.getResultList
                            compile
                            serialize
                            db_query CLIENT select users
                            hydrate
                          commit_transaction
                            db_query CLIENT COMMIT
                        """).butInFallback("""
                                transaction
                                  start_transaction
                                    connect
                                  operation User.getResultList
                                    serialize
                                    db_query CLIENT select users
                                    hydrate
                                  commit_transaction
                                    db_query CLIENT COMMIT
                                """),
                Scenario.of("rollback after a flush", Operations::rollback, """
                        transaction
                          start_transaction
                            connect
                          operation Tag.persist
                          operation flush
                            serialize
                            db_query CLIENT insert tags
                          rollback_transaction
                            db_query CLIENT ROLLBACK
                        """),
                Scenario.of("another session inside an operation", Operations::otherSession, """
                        operation doWork
                          serialize
                          connect
                          operation User.find
                            serialize
                            connect
                            db_query CLIENT select users
                            hydrate
                        """)
                        .butInFallback("""
                                operation User.find
                                  serialize
                                  connect
                                  db_query CLIENT select users
                                  hydrate
                                """));
    }

    private interface WithUser {

        void run(Session session, User user);
    }

    private static void found(TracedUnit unit, Blog blog, WithUser work) {
        unit.session(session -> afterFind(unit, blog, session, work));
    }

    private static void foundInTransaction(TracedUnit unit, Blog blog, WithUser work) {
        unit.transaction(session -> afterFind(unit, blog, session, work));
    }

    private static void afterFind(TracedUnit unit, Blog blog, Session session, WithUser work) {
        User user = session.find(User.class, blog.ada());
        unit.traces().clear();
        work.run(session, user);
    }

    private static void findTwice(TracedUnit unit, Blog blog) {
        found(unit, blog, (session, user) -> session.find(User.class, user.getId()));
    }

    private static void detach(TracedUnit unit, Blog blog) {
        found(unit, blog, (session, user) -> {
            assertThat(session.contains(user)).isTrue();
            session.detach(user);
            session.clear();
        });
    }

    private static void mergeDetached(TracedUnit unit, Blog blog) {
        User user = unit.givenFrom(session -> session.find(User.class, blog.eve()));
        user.setName("Evelyn");
        unit.transaction(session -> session.merge(user));
    }

    private static void flush(TracedUnit unit, Blog blog) {
        unit.transaction(session -> {
            session.persist(new Tag("history"));
            session.flush();
        });
    }

    private static void lazyReference(TracedUnit unit, Blog blog) {
        found(unit, blog, (session, user) -> {
            Profile profile = user.getProfile();
            assertThat(profile == null ? null : profile.getBio()).isEqualTo("Counts.");
        });
    }

    private static void criteria(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            var query = session.getCriteriaBuilder().createQuery(User.class);
            query.from(User.class);
            assertThat(session.createQuery(query).getResultList()).hasSize(3);
        });
    }

    private static void stream(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            try (Stream<Post> posts =
                    session.createSelectionQuery("from Post", Post.class).getResultStream()) {
                assertThat(posts.map(Post::getTitle)).hasSize(3);
            }
        });
    }

    private static void openStream(TracedUnit unit, Blog blog) {
        unit.session(session -> session.createSelectionQuery("from Post", Post.class)
                .getResultStream()
                .iterator()
                .next());
    }

    private static void scroll(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            try (ScrollableResults<Post> posts =
                    session.createSelectionQuery("from Post", Post.class).scroll()) {
                while (posts.next()) {
                    assertThat(posts.get().getTitle()).isNotEmpty();
                }
            }
        });
    }

    private static void openScroll(TracedUnit unit, Blog blog) {
        unit.session(session ->
                session.createSelectionQuery("from Post", Post.class).scroll().next());
    }

    private static void jdbc(TracedUnit unit, Blog blog) {
        unit.session(session -> session.doReturningWork(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("select count(*) from users")) {
                return rows.next();
            }
        }));
    }

    private static void operationInWork(TracedUnit unit, Blog blog) {
        unit.session(session -> session.doWork(connection -> session.find(User.class, blog.ada())));
    }

    private static void stateless(TracedUnit unit, Blog blog) {
        unit.sessions().inStatelessTransaction(Operations::insertToDelete);
    }

    private static void insertToDelete(StatelessSession session) {
        Profile profile = new Profile("Short-lived.");
        session.insert(profile);
        Profile found = session.get(Profile.class, profile.getId());
        found.setBio("Changed.");
        session.update(found);
        session.refresh(found);
        session.delete(found);
    }

    private static void sessionWithOptions(TracedUnit unit, Blog blog) {
        try (Session session = unit.sessions().withOptions().openSession()) {
            session.find(User.class, blog.ada());
        }
    }

    private static void sharedSession(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            try (Session shared = session.sessionWithOptions().connection().openSession()) {
                shared.find(User.class, blog.ada());
            }
        });
    }

    private static void entityManager(TracedUnit unit, Blog blog) {
        try (var entityManager = unit.sessions().createEntityManager()) {
            entityManager.getTransaction().begin();
            entityManager.createQuery("select u.name from User u", String.class).getResultList();
            entityManager.getTransaction().commit();
        }
    }

    private static void rollback(TracedUnit unit, Blog blog) {
        unit.session(session -> {
            session.beginTransaction();
            session.persist(new Tag("never"));
            session.flush();
            session.getTransaction().rollback();
        });
    }

    private static void otherSession(TracedUnit unit, Blog blog) {
        unit.session(session ->
                session.doWork(connection -> unit.session(other -> other.find(User.class, blog.bob()))));
    }
}
