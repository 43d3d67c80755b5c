package dev.ormtracing.it.explained;

import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.Ticket;
import dev.ormtracing.it.blog.User;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Hibernate;
import org.hibernate.LockMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/** What an application does, in random order; each leaves as many rows as there were. Of one thread. */
final class Mix {

    private static final int USERS = 200;

    private final SessionFactory sessions;
    private final Random random;
    private final long firstUser;
    private final List<Runnable> kinds = List.of(
            this::find,
            this::findTwice,
            this::list,
            this::listAll,
            this::page,
            this::count,
            this::countWithManyEntities,
            this::nativeQuery,
            this::lazyLoads,
            this::joinFetch,
            this::stream,
            this::findMultiple,
            this::refreshAndLock,
            this::identity,
            this::identityInTransaction,
            this::sequence,
            this::write,
            this::merge,
            this::update,
            this::updateAndQuery,
            this::flush,
            this::bulkUpdate,
            this::readOnly,
            this::nothing,
            this::rollBack,
            this::stateless);
    private int numbers;

    private Mix(SessionFactory sessions, long firstUser, long seed) {
        this.sessions = sessions;
        this.firstUser = firstUser;
        this.random = new Random(seed);
    }

    /** @param untraced prepares the rows that the mix is about */
    static Mix of(SessionFactory sessions, SessionFactory untraced, long seed) {
        long first = untraced.fromTransaction(session -> {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < USERS; i++) {
                User user = user("user" + i);
                session.persist(user);
                least = Math.min(least, idOf(user.getId()));
            }
            return least;
        });
        return new Mix(sessions, first, seed);
    }

    void doSomething() {
        kinds.get(random.nextInt(kinds.size())).run();
    }

    private static User user(String email) {
        User user = new User(email, "Somebody");
        user.setProfile(new Profile("Writes."));
        user.write("First").publish();
        user.write("Second");
        return user;
    }

    private static long idOf(Long id) {
        return id;
    }

    private String newName() {
        numbers++;
        return "n" + numbers;
    }

    private long anyUser() {
        return firstUser + random.nextInt(USERS);
    }

    private void inSession(Consumer<Session> work) {
        sessions.inSession(work);
    }

    private void inTransaction(Consumer<Session> work) {
        sessions.inTransaction(work);
    }

    private List<User> users(Session session, String hql, int number) {
        long from = anyUser();
        return session.createSelectionQuery(hql, User.class)
                .setParameter("from", from)
                .setParameter("to", from + number)
                .getResultList();
    }

    private void find() {
        inSession(session -> session.find(User.class, anyUser()));
    }

    private void findTwice() {
        inTransaction(session -> {
            long id = anyUser();
            session.find(User.class, id);
            session.find(User.class, id);
        });
    }

    private void list() {
        inSession(session -> users(session, "from User u where u.id between :from and :to", 5));
    }

    private void listAll() {
        inTransaction(
                session -> session.createSelectionQuery("from User", User.class).getResultList());
    }

    private void page() {
        inSession(session -> session.createSelectionQuery("from Post order by id", Post.class)
                .setFirstResult(random.nextInt(USERS))
                .setMaxResults(10)
                .getResultList());
    }

    private void count() {
        inTransaction(session -> session.createSelectionQuery("select count(*) from User", Long.class)
                .getSingleResult());
    }

    private void countWithManyEntities() {
        inTransaction(session -> {
            session.createSelectionQuery("from Post", Post.class).getResultList();
            session.createSelectionQuery("select count(*) from Post", Long.class)
                    .getSingleResult();
        });
    }

    private void nativeQuery() {
        inSession(session -> session.createNativeQuery("select u.* from users u where u.id = :id", User.class)
                .setParameter("id", anyUser())
                .getResultList());
    }

    private void lazyLoads() {
        inTransaction(session -> {
            User user = session.find(User.class, anyUser());
            user.getPosts().size();
            Hibernate.initialize(user.getProfile());
            session.getReference(User.class, anyUser()).getName();
        });
    }

    private void joinFetch() {
        inTransaction(session -> users(session, "from User u join fetch u.posts where u.id between :from and :to", 10));
    }

    private void stream() {
        inTransaction(session -> {
            try (Stream<Post> posts = session.createSelectionQuery("from Post order by id", Post.class)
                    .setMaxResults(20)
                    .getResultStream()) {
                posts.forEach(Post::getTitle);
            }
        });
    }

    private void findMultiple() {
        inSession(session ->
                session.byMultipleIds(User.class).multiLoad(List.of(anyUser(), anyUser(), anyUser(), anyUser())));
    }

    private void refreshAndLock() {
        inTransaction(session -> {
            User user = session.find(User.class, anyUser());
            session.refresh(user);
            session.lock(user, LockMode.PESSIMISTIC_WRITE);
        });
    }

    private void identity() {
        Note note = new Note("alone");
        inTransaction(session -> session.persist(note));
        inTransaction(session -> session.remove(session.find(Note.class, note.getId())));
    }

    private void identityInTransaction() {
        inSession(session -> {
            session.beginTransaction();
            session.persist(new Note("one"));
            session.persist(new Note("two"));
            session.persist(new Note("three"));
            session.getTransaction().rollback();
        });
    }

    private void sequence() {
        inSession(session -> {
            session.beginTransaction();
            session.persist(new Ticket());
            session.persist(new Ticket());
            session.flush();
            session.getTransaction().rollback();
        });
    }

    private void write() {
        User user = user(newName());
        user.getPosts().get(0).getTags().add(new Tag(newName()));
        inTransaction(session -> session.persist(user));
        inTransaction(session -> {
            User written = session.find(User.class, user.getId());
            Tag tag = written.getPosts().get(0).getTags().iterator().next();
            written.getPosts().get(0).getTags().clear();
            session.flush();
            session.remove(tag);
            session.remove(written);
        });
    }

    private void merge() {
        User detached = sessions.fromSession(session -> session.find(User.class, anyUser()));
        detached.setName(newName());
        inTransaction(session -> session.merge(detached));
    }

    private void update() {
        inTransaction(session -> session.find(User.class, anyUser()).setName(newName()));
    }

    private void updateAndQuery() {
        inTransaction(session -> {
            users(session, "from User u where u.id between :from and :to", 5).forEach(user -> user.setName(newName()));
            session.createSelectionQuery("select count(*) from User", Long.class)
                    .getSingleResult();
        });
    }

    private void flush() {
        inTransaction(session -> {
            users(session, "from User u where u.id between :from and :to", 5);
            session.flush();
            session.find(User.class, anyUser()).setName(newName());
            session.flush();
        });
    }

    private void bulkUpdate() {
        inTransaction(session -> session.createMutationQuery("update User set name = :name where id = :id")
                .setParameter("name", newName())
                .setParameter("id", anyUser())
                .executeUpdate());
    }

    private void readOnly() {
        inTransaction(session -> {
            session.setDefaultReadOnly(true);
            users(session, "from User u where u.id between :from and :to", 5);
        });
    }

    private void nothing() {
        inTransaction(session -> {});
    }

    private void rollBack() {
        inSession(session -> {
            session.beginTransaction();
            session.persist(user(newName()));
            session.flush();
            session.getTransaction().rollback();
        });
    }

    private void stateless() {
        try (StatelessSession session = sessions.openStatelessSession()) {
            session.beginTransaction();
            session.get(User.class, anyUser());
            session.insert(new Note("stateless"));
            session.getTransaction().rollback();
        }
    }
}
