package dev.ormtracing.examples.quickstart;

import dev.ormtracing.examples.quickstart.blog.Post;
import dev.ormtracing.examples.quickstart.blog.Profile;
import dev.ormtracing.examples.quickstart.blog.Tag;
import dev.ormtracing.examples.quickstart.blog.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Objects;
import org.hibernate.SessionFactory;

/** Entities, one by one: {@code EntityManager} and {@code Session}. */
final class EntityScenarios {

    private EntityScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("EntityManager.find", EntityScenarios::find),
                new Scenario("Session.get", EntityScenarios::get),
                new Scenario("getReference, and its first use", EntityScenarios::reference),
                new Scenario("byId", EntityScenarios::byId),
                new Scenario("byNaturalId", EntityScenarios::byNaturalId),
                new Scenario(
                        "findMultiple",
                        sessions ->
                                sessions.inSession(session -> session.findMultiple(User.class, List.of(1L, 2L, 3L)))),
                new Scenario("byMultipleIds", EntityScenarios::byMultipleIds),
                new Scenario("find with an entity graph", EntityScenarios::entityGraph),
                new Scenario("persist, and the automatic flush of commit", EntityScenarios::persist),
                new Scenario("merge a detached entity", EntityScenarios::merge),
                new Scenario("change a managed entity", EntityScenarios::change),
                new Scenario("refresh", EntityScenarios::refresh),
                new Scenario("lock", EntityScenarios::lock),
                new Scenario("remove", EntityScenarios::remove),
                new Scenario("an explicit flush", EntityScenarios::flush),
                new Scenario("a batch of inserts", EntityScenarios::batch),
                new Scenario("lazy loading of a collection", EntityScenarios::lazyCollection),
                new Scenario("lazy loading of a reference", EntityScenarios::lazyReference));
    }

    private static void find(SessionFactory sessions) {
        try (EntityManager entities = sessions.createEntityManager()) {
            entities.find(User.class, 1L);
        }
    }

    @SuppressWarnings("deprecation") // applications written for Hibernate 6 call it
    private static void get(SessionFactory sessions) {
        sessions.inSession(session -> session.get(User.class, 1L));
    }

    private static void reference(SessionFactory sessions) {
        sessions.inSession(session -> session.getReference(User.class, 1L).getName());
    }

    @SuppressWarnings("deprecation") // applications written for Hibernate 6 call it
    private static void byId(SessionFactory sessions) {
        sessions.inSession(session -> session.byId(User.class).load(1L));
    }

    @SuppressWarnings("deprecation") // applications written for Hibernate 6 call it
    private static void byNaturalId(SessionFactory sessions) {
        sessions.inSession(session -> session.byNaturalId(User.class)
                .using("email", "grace@example.org")
                .load());
    }

    @SuppressWarnings("deprecation") // applications written for Hibernate 6 call it
    private static void byMultipleIds(SessionFactory sessions) {
        sessions.inSession(session -> session.byMultipleIds(Post.class).multiLoad(1L, 2L, 3L));
    }

    private static void entityGraph(SessionFactory sessions) {
        sessions.inSession(session -> session.find(session.createEntityGraph(User.class, "User.withPosts"), 1L));
    }

    private static void persist(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            User user = new User("barbara@example.org", "Barbara");
            user.setProfile(new Profile("Abstracted data"));
            user.write("On abstraction").getTags().add(session.getReference(Tag.class, 3L));
            session.persist(user);
        });
    }

    private static void merge(SessionFactory sessions) {
        User detached = sessions.fromSession(session -> session.find(User.class, 1L));
        detached.setName("Ada Lovelace");
        sessions.inTransaction(session -> session.merge(detached));
    }

    private static void change(SessionFactory sessions) {
        sessions.inTransaction(session -> session.find(Post.class, 2L).publish());
    }

    private static void refresh(SessionFactory sessions) {
        sessions.inSession(session -> session.refresh(session.find(User.class, 2L)));
    }

    private static void lock(SessionFactory sessions) {
        sessions.inTransaction(session -> session.lock(session.find(User.class, 2L), LockModeType.PESSIMISTIC_WRITE));
    }

    private static void remove(SessionFactory sessions) {
        sessions.inTransaction(session -> session.remove(session.find(User.class, 3L)));
    }

    private static void flush(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            session.persist(new User("edsger@example.org", "Edsger"));
            session.flush();
        });
    }

    private static void batch(SessionFactory sessions) {
        sessions.inTransaction(session -> {
            User grace = session.getReference(User.class, 2L);
            for (int number = 1; number <= 5; number++) {
                session.persist(grace.write("Nanoseconds, part " + number));
            }
        });
    }

    private static void lazyCollection(SessionFactory sessions) {
        sessions.inSession(session -> session.find(User.class, 1L).getPosts().size());
    }

    private static void lazyReference(SessionFactory sessions) {
        sessions.inSession(session ->
                Objects.requireNonNull(session.find(Post.class, 1L).getAuthor()).getName());
    }
}
