package dev.ormtracing.examples.quickstart;

import dev.ormtracing.examples.quickstart.blog.Post;
import dev.ormtracing.examples.quickstart.blog.User;
import jakarta.persistence.NoResultException;
import jakarta.persistence.ParameterMode;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.query.SelectionQuery;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;

/** HQL, criteria, SQL and stored procedures, by every way to get at the result. */
final class QueryScenarios {

    private static final String BY_AUTHOR = "select p from Post p where p.author.id = :author order by p.id";

    /** HQL that was not seen before is compiled; the text must differ from one run to the next for that. */
    private int run;

    List<Scenario> all() {
        return List.of(
                new Scenario("HQL for the first time: it is compiled", this::compiledHql),
                new Scenario(
                        "HQL: getResultList",
                        sessions -> sessions.inSession(
                                session -> byAuthor(session, 1).getResultList())),
                new Scenario("HQL with join fetch", QueryScenarios::joinFetch),
                new Scenario("getSingleResult", QueryScenarios::singleResult),
                new Scenario("getSingleResult without a result: an answer, not an error", QueryScenarios::noResult),
                new Scenario(
                        "getSingleResultOrNull",
                        sessions -> sessions.inSession(
                                session -> byAuthor(session, 404).getSingleResultOrNull())),
                new Scenario(
                        "getResultCount",
                        sessions -> sessions.inSession(
                                session -> byAuthor(session, 1).getResultCount())),
                new Scenario("getResultStream", QueryScenarios::stream),
                new Scenario("scroll", QueryScenarios::scroll),
                new Scenario("HQL: executeUpdate", QueryScenarios::update),
                new Scenario("criteria", QueryScenarios::criteria),
                new Scenario("a named query", QueryScenarios::named),
                new Scenario("a query with an entity graph", QueryScenarios::entityGraph),
                new Scenario("a native query", QueryScenarios::nativeQuery),
                new Scenario("a native update", QueryScenarios::nativeUpdate),
                new Scenario("a stored procedure", QueryScenarios::procedure),
                new Scenario("an automatic flush before a query", QueryScenarios::automaticFlush),
                new Scenario("an N+1: the tags of each post are read by themselves", QueryScenarios::oneByOne));
    }

    private void compiledHql(SessionFactory sessions) {
        String alias = "u" + ++run;
        sessions.inSession(session -> session.createSelectionQuery(
                        "select " + alias + " from User " + alias + " where " + alias + ".name like :name", User.class)
                .setParameter("name", "A%")
                .getResultList());
    }

    private static SelectionQuery<Post> byAuthor(Session session, long author) {
        return session.createSelectionQuery(BY_AUTHOR, Post.class).setParameter("author", author);
    }

    private static void joinFetch(SessionFactory sessions) {
        sessions.inSession(session -> session.createSelectionQuery(
                        "select u from User u left join fetch u.posts where u.id < 3", User.class)
                .getResultList());
    }

    private static void singleResult(SessionFactory sessions) {
        sessions.inSession(session -> session.createSelectionQuery("select count(p) from Post p", Long.class)
                .getSingleResult());
    }

    private static void noResult(SessionFactory sessions) {
        sessions.inSession(session -> {
            try {
                byAuthor(session, 404).getSingleResult();
            } catch (NoResultException expected) {
                // There is no such author.
            }
        });
    }

    private static void stream(SessionFactory sessions) {
        sessions.inSession(session -> {
            try (Stream<Post> posts = byAuthor(session, 1).getResultStream()) {
                posts.map(Post::getTitle).toList();
            }
        });
    }

    private static void scroll(SessionFactory sessions) {
        sessions.inSession(session -> {
            try (ScrollableResults<Post> posts = byAuthor(session, 1).scroll()) {
                while (posts.next()) {
                    posts.get().getTitle();
                }
            }
        });
    }

    private static void update(SessionFactory sessions) {
        sessions.inTransaction(session -> session.createMutationQuery(
                        "update Post p set p.published = true where p.author.id = :author")
                .setParameter("author", 1L)
                .executeUpdate());
    }

    private static void criteria(SessionFactory sessions) {
        sessions.inSession(session -> {
            HibernateCriteriaBuilder builder = session.getCriteriaBuilder();
            CriteriaQuery<Post> published = builder.createQuery(Post.class);
            Root<Post> post = published.from(Post.class);
            published.select(post).where(builder.isTrue(post.get("published")));
            session.createQuery(published).getResultList();
        });
    }

    private static void named(SessionFactory sessions) {
        sessions.inSession(session -> session.createNamedQuery("User.byName", User.class)
                .setParameter("name", "Grace")
                .getResultList());
    }

    private static void entityGraph(SessionFactory sessions) {
        sessions.inSession(session -> session.createQuery("select u from User u where u.id = 1", User.class)
                .setHint("jakarta.persistence.fetchgraph", session.getEntityGraph("User.withPosts"))
                .getResultList());
    }

    private static void nativeQuery(SessionFactory sessions) {
        sessions.inSession(session -> session.createNativeQuery("select * from users where email like ?", User.class)
                .setParameter(1, "%@example.org")
                .getResultList());
    }

    private static void nativeUpdate(SessionFactory sessions) {
        sessions.inTransaction(session -> session.createNativeMutationQuery("update posts set published = false")
                .executeUpdate());
    }

    private static void procedure(SessionFactory sessions) {
        sessions.inTransaction(session -> session.createStoredProcedureQuery("rename_user")
                .registerStoredProcedureParameter(1, Long.class, ParameterMode.IN)
                .registerStoredProcedureParameter(2, String.class, ParameterMode.IN)
                .setParameter(1, 2L)
                .setParameter(2, "Grace Hopper")
                .execute());
    }

    private static void automaticFlush(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            session.find(User.class, 2L).setName("Grace");
            session.createNamedQuery("User.byName", User.class)
                    .setParameter("name", "Grace")
                    .getResultList();
        });
    }

    private static void oneByOne(SessionFactory sessions) {
        sessions.inTransaction(session -> session.createSelectionQuery("from Post", Post.class)
                .getResultList()
                .forEach(post -> post.getTags().size()));
    }
}
