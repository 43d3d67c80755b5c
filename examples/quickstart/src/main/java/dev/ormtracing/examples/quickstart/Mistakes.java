package dev.ormtracing.examples.quickstart;

import dev.ormtracing.examples.quickstart.blog.User;
import jakarta.persistence.RollbackException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** What an application should not do, for the metrics that count it. */
final class Mistakes {

    private Mistakes() {}

    static void make(SessionFactory sessions) {
        sessions.inTransaction(Mistakes::loadOneByOne);
        sessions.inSession(Mistakes::loadOneByOne);
        try {
            sessions.inTransaction(session -> updateWhatIsGone(session, sessions));
        } catch (RollbackException expected) {
            System.out.println("== Made the mistakes that metrics count");
        }
    }

    private static void loadOneByOne(Session session) {
        for (int i = 0; i < 6; i++) {
            session.clear();
            session.createSelectionQuery("from User order by id", User.class)
                    .setMaxResults(1)
                    .getSingleResult()
                    .getPosts()
                    .size();
        }
    }

    private static void updateWhatIsGone(Session session, SessionFactory others) {
        User user = new User("gone@example.org", "Gone");
        others.inTransaction(other -> other.persist(user));
        User loaded = session.find(User.class, user.getId());
        others.inTransaction(other -> other.remove(other.find(User.class, user.getId())));
        loaded.setName("Nobody");
    }
}
