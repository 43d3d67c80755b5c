package dev.ormtracing.it.testkit.example;

import java.util.List;
import org.hibernate.SessionFactory;

/** The method of which the page says what it does. */
public final class UserRepository {

    private final SessionFactory sessions;

    public UserRepository(SessionFactory sessions) {
        this.sessions = sessions;
    }

    public List<User> withPosts() {
        return sessions.fromSession(session -> session.createQuery("from User u left join fetch u.posts", User.class)
                .getResultList());
    }
}
