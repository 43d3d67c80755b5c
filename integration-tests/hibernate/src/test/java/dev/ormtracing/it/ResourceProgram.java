package dev.ormtracing.it;

import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import jakarta.persistence.ParameterMode;
import java.util.List;
import java.util.Map;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/**
 * Works with and without tracing, and says on its standard output which of the two it is. Hibernate's log of its JDBC
 * resources goes there too; it asks for its level once a JVM, hence this program.
 */
final class ResourceProgram {

    static final String SECTION = "SECTION ";
    static final String LEAK = "leak";

    private ResourceProgram() {}

    /** Arguments: the databases, and {@link #LEAK} to leave a cursor open in each session factory. */
    public static void main(String[] arguments) {
        List<String> names = List.of(arguments);
        boolean leak = names.contains(LEAK);
        for (Database database : Database.all()) {
            if (!names.contains(database.name())) {
                continue;
            }
            System.out.println(SECTION + "boot");
            TracedUnit unit = TracedUnit.of(new TracedUnit.Configuration(database, "orm:client:", Map.of()));
            // The first ids of a session factory are fetched in another way than later ones.
            section("first", unit.untraced(), leak);
            section("first", unit.sessions(), leak);
            section(database + " untraced", unit.untraced(), leak);
            section(database + " traced", unit.sessions(), leak);
        }
        System.out.println(SECTION + "end");
    }

    private static void section(String name, SessionFactory sessions, boolean leak) {
        System.out.println(SECTION + name);
        sessions.inTransaction(ResourceProgram::write);
        sessions.inTransaction(ResourceProgram::read);
        sessions.inTransaction(ResourceProgram::change);
        if (leak) {
            sessions.inTransaction(session ->
                    session.createSelectionQuery("from User", User.class).scroll());
        }
        sessions.inTransaction(
                session -> session.createMutationQuery("delete from Post").executeUpdate());
        sessions.inTransaction(
                session -> session.createMutationQuery("delete from User").executeUpdate());
        sessions.inTransaction(
                session -> session.createMutationQuery("delete from Tag").executeUpdate());
    }

    private static void write(Session session) {
        session.setJdbcBatchSize(5);
        for (int i = 0; i < 12; i++) {
            User user = new User("user" + i + "@example.org");
            user.write("Post " + i);
            session.persist(user);
            session.persist(new Tag("tag " + i));
        }
    }

    private static void read(Session session) {
        List<User> users = session.createSelectionQuery("from User order by id", User.class)
                .getResultList();
        users.get(0).getPosts().size();
        session.createSelectionQuery("from User", User.class).setMaxResults(3).getResultList();
        session.createSelectionQuery("from Tag", Tag.class).setTimeout(30).getResultList();
        session.createNativeQuery("select * from users", User.class).getResultList();
        try (var posts = session.createSelectionQuery("from Post", Post.class).getResultStream()) {
            posts.forEach(Post::getTitle);
        }
        try (ScrollableResults<Post> posts = session.createSelectionQuery("from Post", Post.class)
                .setFetchSize(5)
                .scroll()) {
            posts.next();
        }
        session.refresh(users.get(1));
    }

    private static void change(Session session) {
        session.createSelectionQuery("from User", User.class).getResultList().forEach(user -> user.setName("new"));
        session.flush();
        var procedure = session.createStoredProcedureCall("rename_users");
        procedure.registerStoredProcedureParameter(1, String.class, ParameterMode.IN);
        procedure.setParameter(1, "newer");
        procedure.execute();
        procedure.getOutputs().release();
    }
}
