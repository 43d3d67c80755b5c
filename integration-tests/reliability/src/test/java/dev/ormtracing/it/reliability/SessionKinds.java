package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.User;
import jakarta.persistence.FlushModeType;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/** What is done with sessions, transactions and connections. */
final class SessionKinds {

    static final List<Kind> ALL = List.of(
            new Kind("open", 3, SessionKinds::open),
            new Kind("close", 3, SessionKinds::close),
            new Kind("useClosed", 1, SessionKinds::useClosed),
            new Kind("begin", 12, (app, a, b, c) -> app.begin(app.session(a))),
            new Kind("commit", 12, (app, a, b, c) -> commit(app.session(a))),
            new Kind("rollback", 3, (app, a, b, c) -> rollback(app.session(a))),
            new Kind("rollbackOnly", 1, SessionKinds::rollbackOnly),
            new Kind("inTransaction", 3, SessionKinds::inTransaction),
            new Kind("nested", 3, SessionKinds::nested),
            new Kind("flush", 5, (app, a, b, c) -> flush(app.session(a))),
            new Kind("clear", 3, (app, a, b, c) -> clear(app.session(a))),
            new Kind("flushMode", 3, SessionKinds::flushMode),
            new Kind("readOnly", 1, SessionKinds::readOnly),
            new Kind("batchSize", 1, SessionKinds::batchSize),
            new Kind("state", 4, SessionKinds::state),
            new Kind("jdbc", 5, SessionKinds::jdbc),
            new Kind("disconnect", 1, SessionKinds::disconnect));

    private SessionKinds() {}

    private static Object open(Application app, int a, int b, int c) {
        Session before = app.sessionAsItIs(a);
        if (before != null && before.isOpen() && b != 3) {
            before.close();
        }
        app.replace(a, opened(app, a, b));
        return app.session(a).getHibernateFlushMode();
    }

    private static Session opened(Application app, int a, int b) {
        return switch (b) {
            case 0 -> app.factory().withOptions().flushMode(FlushMode.MANUAL).openSession();
            case 1 -> app.factory().createEntityManager().unwrap(Session.class);
            case 2 -> app.factory().withOptions().autoClose(true).openSession();
            case 3 -> app.session(9 - a).sessionWithOptions().connection().openSession();
            case 4 -> app.factory().withOptions().readOnly(true).openSession();
            default -> app.factory().openSession();
        };
    }

    private static Object close(Application app, int a, int b, int c) {
        Session session = app.session(a);
        session.close();
        return session.isOpen();
    }

    private static @Nullable Object useClosed(Application app, int a, int b, int c) {
        Session session = app.session(a);
        session.close();
        return switch (b) {
            case 0 -> session.createQuery("from User", User.class).getResultList();
            case 1 -> app.begin(session);
            case 2 -> flush(session);
            default -> session.find(User.class, 1L);
        };
    }

    private static Object commit(Session session) {
        session.getTransaction().commit();
        return session.getTransaction().getStatus();
    }

    private static Object rollback(Session session) {
        session.getTransaction().rollback();
        return session.getTransaction().getStatus();
    }

    private static Object rollbackOnly(Application app, int a, int b, int c) {
        app.session(a).getTransaction().setRollbackOnly();
        return app.session(a).getTransaction().getStatus();
    }

    private static @Nullable Object inTransaction(Application app, int a, int b, int c) {
        return app.factory().fromTransaction(session -> {
            User user = session.find(User.class, (long) (b % 4));
            if (user != null) {
                user.setName("changed " + c);
            }
            if (c == 0) {
                throw new IllegalStateException("the application's own");
            }
            return user;
        });
    }

    /** An operation inside of an operation, of the same or of another session. */
    private static @Nullable Object nested(Application app, int a, int b, int c) {
        Session session = app.session(a);
        return session.doReturningWork(connection -> switch (b % 3) {
            case 0 -> app.hold(session.find(User.class, (long) c));
            case 1 -> app.hold(app.session(9 - a).find(User.class, (long) c));
            default -> app.factory().fromSession(other -> other.find(User.class, (long) c));
        });
    }

    private static Object flush(Session session) {
        session.flush();
        return session.isDirty();
    }

    private static Object clear(Session session) {
        session.clear();
        return session.getStatistics().getEntityCount();
    }

    private static Object flushMode(Application app, int a, int b, int c) {
        switch (b % 5) {
            case 0 -> app.session(a).setHibernateFlushMode(FlushMode.MANUAL);
            case 1 -> app.session(a).setHibernateFlushMode(FlushMode.ALWAYS);
            case 2 -> app.session(a).setFlushMode(FlushModeType.COMMIT);
            default -> app.session(a).setFlushMode(FlushModeType.AUTO);
        }
        return app.session(a).getHibernateFlushMode();
    }

    private static Object readOnly(Application app, int a, int b, int c) {
        app.session(a).setDefaultReadOnly(b < 5);
        return app.session(a).isDefaultReadOnly();
    }

    private static @Nullable Object batchSize(Application app, int a, int b, int c) {
        app.session(a).setJdbcBatchSize(b);
        return app.session(a).getJdbcBatchSize();
    }

    private static Object state(Application app, int a, int b, int c) {
        Session session = app.session(a);
        return List.of(
                session.isOpen(),
                session.isConnected(),
                session.isJoinedToTransaction(),
                session.getTransaction().getStatus(),
                session.getTransaction().isActive(),
                session.getStatistics().getEntityCount(),
                session.getStatistics().getCollectionCount(),
                session.isDirty());
    }

    private static Object jdbc(Application app, int a, int b, int c) {
        return app.session(a).doReturningWork(connection -> {
            try (var statement = connection.createStatement()) {
                switch (b % 5) {
                    case 0:
                        return statement.executeUpdate("update accounts set version = version + 1 where id = " + c);
                    case 1:
                        return statement.executeUpdate(
                                "insert into labels (name, text) values ('label" + c + "', 'x')");
                    case 2:
                        statement.addBatch("update users set name = 'batch' where id = " + c);
                        statement.addBatch("delete from notes where id = " + c);
                        return statement.executeBatch();
                    case 3:
                        return statement.execute("select no_such_column from users");
                    default:
                        var rows = statement.executeQuery("select count(*), max(name) from users where id < " + c);
                        rows.next();
                        return rows.getInt(1) + " " + rows.getString(2);
                }
            }
        });
    }

    /** The connection is away in the middle of the session. */
    private static Object disconnect(Application app, int a, int b, int c) {
        app.session(a).doWork(connection -> connection.close());
        return app.session(a).isConnected();
    }
}
