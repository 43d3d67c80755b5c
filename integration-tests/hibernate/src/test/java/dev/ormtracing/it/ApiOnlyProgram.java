package dev.ormtracing.it;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.Profile;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** An application with tracing on its class path, but no OpenTelemetry SDK. Prints what it found. */
final class ApiOnlyProgram {

    private ApiOnlyProgram() {}

    public static void main(String[] arguments) {
        Configuration configuration = new Configuration();
        List.of(User.class, Post.class, Profile.class, Tag.class, Account.class, Note.class)
                .forEach(configuration::addAnnotatedClass);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:api");
        configuration.setProperty("hibernate.hbm2ddl.auto", "create-drop");
        try (SessionFactory sessions = configuration.buildSessionFactory()) {
            sessions.inTransaction(session -> session.persist(new User("ada@example.org")));
            List<User> users = sessions.fromSession(session ->
                    session.createSelectionQuery("from User", User.class).getResultList());
            System.out.println(
                    "sdk=" + hasSdk() + " factory=" + sessions.getClass().getPackageName() + " users=" + users.size());
        }
    }

    private static boolean hasSdk() {
        try {
            Class.forName("io.opentelemetry.sdk.OpenTelemetrySdk");
            return true;
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
