package dev.ormtracing.examples.quickstart;

import dev.ormtracing.examples.quickstart.blog.Post;
import dev.ormtracing.examples.quickstart.blog.Tag;
import dev.ormtracing.examples.quickstart.blog.User;
import jakarta.persistence.RollbackException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;

/** Stateless sessions, JDBC inside a session, transactions and a failure. */
final class SessionScenarios {

    private SessionScenarios() {}

    static List<Scenario> all() {
        return List.of(
                new Scenario("StatelessSession: get, insert, update, upsert, delete", SessionScenarios::stateless),
                new Scenario("StatelessSession: several at once", SessionScenarios::statelessMultiple),
                new Scenario("doWork: JDBC of the application", SessionScenarios::work),
                new Scenario("doReturningWork with an operation inside", SessionScenarios::returningWork),
                new Scenario("a transaction that is committed", SessionScenarios::commit),
                new Scenario("a transaction that is rolled back", SessionScenarios::rollback),
                new Scenario("a failure: the email is taken", SessionScenarios::failure));
    }

    private static void stateless(SessionFactory sessions) {
        sessions.inStatelessTransaction(session -> {
            session.get(User.class, 1L);
            Tag tag = new Tag(10, "engines");
            session.insert(tag);
            tag.setName("machines");
            session.update(tag);
            session.upsert(new Tag(11, "poetry"));
            session.delete(tag);
        });
    }

    private static void statelessMultiple(SessionFactory sessions) {
        List<Tag> tags = List.of(new Tag(20, "logic"), new Tag(21, "codes"), new Tag(22, "games"));
        sessions.inStatelessTransaction(session -> {
            session.insertMultiple(tags);
            session.getMultiple(Tag.class, List.of(20L, 21L, 22L));
            session.updateMultiple(tags);
            session.upsertMultiple(tags);
            session.deleteMultiple(tags);
        });
    }

    private static void work(SessionFactory sessions) {
        sessions.inTransaction(session -> session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("update users set name = 'Alan' where id = 3");
            }
        }));
    }

    private static void returningWork(SessionFactory sessions) {
        sessions.inTransaction(session -> session.doReturningWork(connection -> session.find(Post.class, 1L)));
    }

    private static void commit(SessionFactory sessions) {
        sessions.inSession(session -> {
            Transaction transaction = session.beginTransaction();
            session.find(Tag.class, 1L).setName("the past");
            transaction.commit();
        });
    }

    private static void rollback(SessionFactory sessions) {
        try (StatelessSession session = sessions.openStatelessSession()) {
            Transaction transaction = session.beginTransaction();
            session.insert(new Tag(30, "mistakes"));
            transaction.rollback();
        }
    }

    private static void failure(SessionFactory sessions) {
        try {
            sessions.inTransaction(session -> session.persist(new User("ada@example.org", "Another Ada")));
        } catch (RollbackException expected) {
            // The tree shows it.
        }
    }
}
