package dev.ormtracing.quickstart;

import jakarta.persistence.LockModeType;
import jakarta.persistence.NoResultException;
import jakarta.persistence.PersistenceException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.jpa.SpecHints;

/** Every kind of operation, one after the other. */
final class BlogTour {

    private final SessionFactory sessions;
    private final boolean verbose;
    private long ada;
    private long bob;

    BlogTour(SessionFactory sessions, boolean verbose) {
        this.sessions = sessions;
        this.verbose = verbose;
    }

    void run() {
        prepare();
        entities();
        queries();
        lazyLoading();
        cursors();
        writes();
        statelessSessions();
        jdbc();
        failures();
        cleanUp();
    }

    /** So that the tour can be made again. */
    private void cleanUp() {
        inTransaction("HQL and native deletes", session -> {
            session.createNativeMutationQuery("delete from post_tags").executeUpdate();
            for (String entity : List.of("Post", "User", "Profile", "Tag")) {
                session.createMutationQuery("delete from " + entity).executeUpdate();
            }
        });
    }

    private void prepare() {
        inTransaction(
                "native DDL: a procedure",
                session -> session.createNativeMutationQuery("create alias if not exists rename_users for \""
                                + Procedures.class.getName() + ".renameUsers\"")
                        .executeUpdate());
        inTransaction("persist, in a transaction", session -> {
            User first = new User("ada@example.org", "Ada");
            first.setProfile(new Profile("Counts."));
            first.write("First").getTags().add(new Tag("news"));
            first.write("Second");
            session.persist(first);
            User second = new User("bob@example.org", "Bob");
            session.persist(second);
            ada = first.getId();
            bob = second.getId();
        });
    }

    private void entities() {
        inSession("find", session -> session.find(User.class, ada));
        inSession("find: no such row", session -> session.find(User.class, -1));
        inSession("get", session -> session.get(User.class, ada));
        inSession(
                "getReference, then its first use",
                session -> session.getReference(User.class, ada).getName());
        inSession("byId", session -> session.byId(User.class).load(ada));
        inSession(
                "by natural id", session -> session.bySimpleNaturalId(Tag.class).load("news"));
        inSession("several by id", session -> session.byMultipleIds(User.class).multiLoad(ada, bob));
        inSession(
                "with an entity graph",
                session -> session.find(
                        User.class,
                        ada,
                        Map.of(SpecHints.HINT_SPEC_FETCH_GRAPH, session.getEntityGraph("User.withPosts"))));
        inTransaction("refresh and lock", session -> {
            User user = session.find(User.class, ada);
            session.refresh(user);
            session.lock(user, LockModeType.PESSIMISTIC_WRITE);
        });
    }

    private void queries() {
        inSession("HQL, compiled", this::hql);
        inSession("HQL, out of the cache of plans", this::hql);
        inSession("criteria", session -> {
            var query = session.getCriteriaBuilder().createQuery(User.class);
            query.from(User.class);
            session.createQuery(query).getResultList();
        });
        inSession(
                "native query",
                session -> session.createNativeQuery("select * from users", User.class)
                        .getResultList());
        inSession(
                "native query without an entity",
                session -> session.createNativeQuery("select 1", Object.class).getSingleResult());
        inSession(
                "named query",
                session -> session.createNamedQuery("User.byName", User.class)
                        .setParameter("name", "Ada")
                        .getSingleResult());
        inSession(
                "getSingleResultOrNull: none",
                session -> session.createNamedQuery("User.byName", User.class)
                        .setParameter("name", "Nobody")
                        .getSingleResultOrNull());
        inSession(
                "count",
                session -> session.createSelectionQuery("select count(*) from Post", Long.class)
                        .getSingleResult());
        inSession(
                "getResultCount",
                session -> session.createSelectionQuery("from Post", Post.class).getResultCount());
        inSession(
                "join fetch",
                session -> session.createSelectionQuery("from User u left join fetch u.posts", User.class)
                        .getResultList());
        inTransaction(
                "stored procedure",
                session -> session.createNamedStoredProcedureQuery("User.rename")
                        .setParameter("new_name", "Ada")
                        .execute());
    }

    private void hql(Session session) {
        session.createSelectionQuery("from User u where u.email like :part", User.class)
                .setParameter("part", "%example%")
                .getResultList();
    }

    private void lazyLoading() {
        inSession("lazy loading: a collection, then a reference", session -> {
            User user = session.find(User.class, ada);
            user.getPosts().size();
            Profile profile = user.getProfile();
            if (profile != null) {
                profile.getBio();
            }
        });
    }

    private void cursors() {
        inTransaction("stream", session -> {
            try (Stream<Post> posts =
                    session.createSelectionQuery("from Post", Post.class).getResultStream()) {
                posts.forEach(Post::getTitle);
            }
        });
        inTransaction("scroll", session -> {
            try (ScrollableResults<Post> posts =
                    session.createSelectionQuery("from Post", Post.class).scroll()) {
                while (posts.next()) {
                    posts.get().getTitle();
                }
            }
        });
    }

    private void writes() {
        inTransaction(
                "a change, written by the commit",
                session -> session.find(User.class, ada).setName("Augusta Ada"));
        inTransaction("merge", session -> session.merge(new User("carl@example.org", "Carl")));
        inTransaction("explicit flush", session -> {
            session.persist(new Tag("history"));
            session.flush();
        });
        inTransaction("a query that forces a flush", session -> {
            session.persist(new Tag("maths"));
            session.createSelectionQuery("select t.name from Tag t", String.class)
                    .getResultList();
        });
        inTransaction(
                "a batch", session -> Stream.of("x", "y", "z").map(Tag::new).forEach(session::persist));
        inTransaction("remove", session -> session.remove(session.find(User.class, bob)));
        inTransaction(
                "HQL update",
                session -> session.createMutationQuery("update Post set published = true")
                        .executeUpdate());
        inSession("rollback", session -> {
            session.beginTransaction();
            session.persist(new Tag("never"));
            session.flush();
            session.getTransaction().rollback();
        });
    }

    private void statelessSessions() {
        stateless("stateless: insert, get, update, upsert, delete", session -> {
            Profile profile = new Profile("Short-lived.");
            session.insert(profile);
            Profile found = session.get(Profile.class, profile.getId());
            found.setBio("Changed.");
            session.update(found);
            session.upsert(found);
            session.delete(found);
        });
        stateless(
                "stateless: several at once",
                session -> session.insertMultiple(List.of(new Profile("One."), new Profile("Two."))));
    }

    private void jdbc() {
        inSession(
                "doReturningWork",
                session -> session.doReturningWork(connection -> {
                    try (var statement = connection.createStatement();
                            var rows = statement.executeQuery("select count(*) from users")) {
                        return rows.next();
                    }
                }));
    }

    private void failures() {
        failing(
                "no result, which is an answer",
                session -> session.createNamedQuery("User.byName", User.class)
                        .setParameter("name", "Nobody")
                        .getSingleResult());
        failing("a unique constraint", session -> {
            session.persist(new User("ada@example.org"));
            session.flush();
        });
        failing(
                "a wrong statement",
                session -> session.createNativeQuery("select * from nothing", Object.class)
                        .getResultList());
    }

    private void inSession(String title, Consumer<Session> work) {
        title(title);
        sessions.inSession(work);
    }

    private void inTransaction(String title, Consumer<Session> work) {
        title(title);
        sessions.inTransaction(work);
    }

    private void stateless(String title, Consumer<StatelessSession> work) {
        title(title);
        sessions.inStatelessTransaction(work);
    }

    private void failing(String title, Consumer<Session> work) {
        try {
            inTransaction(title, work);
            throw new IllegalStateException("did not fail: " + title);
        } catch (NoResultException none) {
            comment("no result");
        } catch (PersistenceException failure) {
            comment(failure.getClass().getSimpleName());
        }
    }

    private void title(String title) {
        comment("── " + title);
    }

    private void comment(String text) {
        if (verbose) {
            System.out.println(text);
            System.out.println();
        }
    }
}
