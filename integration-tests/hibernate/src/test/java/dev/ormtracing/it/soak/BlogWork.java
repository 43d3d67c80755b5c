package dev.ormtracing.it.soak;

import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What the application does, mixed; each leaves as many rows as there were. Thread-safe. */
final class BlogWork {

    private static final int USERS = 100;
    private static final int TEXTS_AT_ONCE = 10;

    /** Of all applications: no two texts are equal. */
    private static final AtomicLong NUMBERS = new AtomicLong();

    private interface Work {

        void run() throws SQLException;
    }

    private final SessionFactory sessions;
    private final DataSource source;
    private final long firstUser;
    private final List<Work> mix = List.of(
            this::find,
            this::find,
            this::find,
            this::findMissing,
            this::listWithLazyPosts,
            this::listWithFetchedPosts,
            this::write,
            this::update,
            this::rollBack,
            this::closeStreamEarly,
            this::readStream,
            this::scroll,
            this::stateless,
            this::jdbcInSession,
            this::jdbc,
            this::jdbc,
            this::jdbcBatch,
            this::duplicateKey,
            this::wrongSql,
            this::newSql,
            this::newHql);

    /** @param firstUser the id of the first one of those that {@link #fill} has made */
    BlogWork(SessionFactory sessions, DataSource source, long firstUser) {
        this.sessions = sessions;
        this.source = source;
        this.firstUser = firstUser;
    }

    /** Makes the users that the work is about, and returns the id of the first. */
    static long fill(SessionFactory sessions) {
        return sessions.fromTransaction(session -> {
            long first = Long.MAX_VALUE;
            for (int i = 0; i < USERS; i++) {
                User user = userWithPosts("user" + i + "@example.org");
                session.persist(user);
                first = Math.min(first, idOf(user));
            }
            return first;
        });
    }

    static long textsSoFar() {
        return NUMBERS.get();
    }

    void doSomething() throws SQLException {
        mix.get(ThreadLocalRandom.current().nextInt(mix.size())).run();
    }

    private static User userWithPosts(String email) {
        User user = new User(email, "Somebody");
        user.setProfile(new Profile("Writes."));
        user.write("First").publish();
        user.write("Second");
        return user;
    }

    private static long idOf(User user) {
        Long id = user.getId();
        check(id != null);
        return id == null ? 0 : id;
    }

    private static void check(boolean claim) {
        if (!claim) {
            throw new IllegalStateException("not what was expected");
        }
    }

    private static String newName() {
        return "n" + NUMBERS.incrementAndGet();
    }

    private long anyUser() {
        return firstUser + ThreadLocalRandom.current().nextInt(USERS);
    }

    private void find() {
        sessions.inSession(session -> check(session.find(User.class, anyUser()) != null));
    }

    private void findMissing() {
        sessions.inSession(session -> check(session.find(User.class, -1L) == null));
    }

    private List<User> list(Session session, String hql) {
        long from = anyUser();
        return session.createSelectionQuery(hql, User.class)
                .setParameter("from", from)
                .setParameter("to", from + 6)
                .getResultList();
    }

    private void listWithLazyPosts() {
        sessions.inTransaction(session -> list(session, "from User u where u.id between :from and :to")
                .forEach(user -> check(!user.getPosts().isEmpty() || idOf(user) >= firstUser + USERS)));
    }

    private void listWithFetchedPosts() {
        sessions.inSession(
                session -> check(!list(session, "from User u join fetch u.posts where u.id between :from and :to")
                        .isEmpty()));
    }

    private void write() {
        User written = sessions.fromTransaction(session -> {
            User user = userWithPosts(newName());
            Tag tag = new Tag(newName());
            user.getPosts().get(0).getTags().add(tag);
            session.persist(user);
            session.flush();
            user.getPosts().get(0).getTags().clear();
            session.remove(tag);
            return user;
        });
        sessions.inTransaction(session -> session.remove(session.find(User.class, idOf(written))));
    }

    /** Each thread may meet another at the same row: that one waits for the other's commit. */
    private void update() {
        sessions.inTransaction(session -> {
            User user = session.find(User.class, anyUser());
            user.setName(newName());
        });
    }

    private void rollBack() {
        sessions.inSession(session -> {
            session.beginTransaction();
            session.persist(userWithPosts(newName()));
            session.flush();
            session.getTransaction().rollback();
        });
    }

    private void closeStreamEarly() {
        sessions.inSession(session -> {
            try (Stream<Post> posts = posts(session)) {
                check(posts.limit(2).count() == 2);
            }
        });
    }

    private void readStream() {
        sessions.inSession(session -> {
            try (Stream<Post> posts = posts(session)) {
                check(posts.mapToInt(post -> post.getTitle().length()).sum() > 0);
            }
        });
    }

    private static Stream<Post> posts(Session session) {
        return session.createSelectionQuery("from Post order by id", Post.class)
                .setMaxResults(20)
                .getResultStream();
    }

    private void scroll() {
        sessions.inSession(session -> {
            try (ScrollableResults<Post> posts = session.createSelectionQuery("from Post order by id", Post.class)
                    .setMaxResults(20)
                    .scroll()) {
                check(posts.next() && posts.next());
            }
        });
    }

    private void stateless() {
        sessions.inStatelessTransaction(session -> {
            Profile profile = new Profile("Short-lived.");
            session.insert(profile);
            session.delete(profile);
            check(session.get(User.class, anyUser()) != null);
        });
    }

    private void jdbcInSession() {
        sessions.inTransaction(session -> session.doWork(this::selectUser));
    }

    private void jdbc() throws SQLException {
        try (Connection connection = source.getConnection()) {
            selectUser(connection);
        }
    }

    private void selectUser(Connection connection) throws SQLException {
        select(connection, "select name from users where id = ?");
    }

    private void select(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, anyUser());
            try (ResultSet rows = statement.executeQuery()) {
                check(rows.next());
            }
        }
    }

    private void jdbcBatch() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement =
                    connection.prepareStatement("insert into users (id, email) values (?, ?)")) {
                for (int i = 0; i < TEXTS_AT_ONCE; i++) {
                    String name = newName();
                    statement.setLong(1, -Long.parseLong(name.substring(1)));
                    statement.setString(2, name);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
            connection.rollback();
        }
    }

    private void duplicateKey() {
        try {
            sessions.inTransaction(session -> session.persist(new User("user1@example.org")));
        } catch (PersistenceException expected) {
            return;
        }
        check(false);
    }

    private void wrongSql() throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select nonsense from nowhere");
            check(false);
        } catch (SQLException expected) {
            check(expected.getErrorCode() != 0);
        }
    }

    /** Texts that nobody has seen before, prepared and not. */
    private void newSql() throws SQLException {
        try (Connection connection = source.getConnection()) {
            for (int i = 0; i < TEXTS_AT_ONCE; i++) {
                String name = newName();
                select(connection, "select name as " + name + " from users " + name + " where id = ?");
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select 1 as " + newName())) {
                    check(rows.next());
                }
            }
        }
    }

    private void newHql() {
        String name = newName();
        sessions.inSession(session -> check(session.createSelectionQuery(
                                "select " + name + ".name from User " + name + " where " + name + ".id = :id",
                                String.class)
                        .setParameter("id", anyUser())
                        .getResultList()
                        .size()
                == 1));
    }
}
