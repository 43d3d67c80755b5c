package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Label;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.blog.User;
import java.util.List;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** What a stateless session does. */
final class StatelessKinds {

    static final List<Kind> ALL = List.of(
            new Kind("sBegin", 3, (app, a, b, c) -> app.begin(app.stateless())),
            new Kind("sCommit", 3, StatelessKinds::commit),
            new Kind("sRollback", 1, StatelessKinds::rollback),
            new Kind("sInsert", 3, StatelessKinds::insert),
            new Kind("sInsertAll", 1, StatelessKinds::insertAll),
            new Kind("sUpdate", 2, StatelessKinds::update),
            new Kind("sUpsert", 2, StatelessKinds::upsert),
            new Kind("sDelete", 2, StatelessKinds::delete),
            new Kind("sGet", 3, StatelessKinds::get),
            new Kind("sGetAll", 1, StatelessKinds::getAll),
            new Kind("sRefresh", 2, StatelessKinds::refresh),
            new Kind("sFetch", 2, StatelessKinds::fetch),
            new Kind("sList", 3, StatelessKinds::list),
            new Kind("sBulk", 2, StatelessKinds::bulk),
            new Kind("sClose", 1, StatelessKinds::close));

    private StatelessKinds() {}

    private static Object commit(Application app, int a, int b, int c) {
        app.stateless().getTransaction().commit();
        return app.stateless().getTransaction().getStatus();
    }

    private static Object rollback(Application app, int a, int b, int c) {
        app.stateless().getTransaction().rollback();
        return app.stateless().getTransaction().getStatus();
    }

    private static Object insert(Application app, int a, int b, int c) {
        Object entity = app.hold(
                switch (b % 4) {
                    case 0 -> new Note("stateless" + c);
                    case 1 -> new Account(c, c);
                    case 2 -> new Label("label" + c, "stateless");
                    default -> new User("user" + c);
                });
        return List.of(String.valueOf(app.stateless().insert(entity)), entity);
    }

    private static Object insertAll(Application app, int a, int b, int c) {
        List<Label> labels = List.of(new Label("many" + b, "1"), new Label("many" + c, "2"));
        app.stateless().setJdbcBatchSize(a);
        app.stateless().insertMultiple(labels);
        return app.holdAll(labels);
    }

    private static @Nullable Object update(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.stateless().update(entity);
        return entity;
    }

    private static Object upsert(Application app, int a, int b, int c) {
        Object entity = app.hold(b < 7 ? new Label("label" + c, "upsert") : new Account(c, c));
        app.stateless().upsert(entity);
        return entity;
    }

    private static @Nullable Object delete(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.stateless().delete(entity);
        return entity;
    }

    private static @Nullable Object get(Application app, int a, int b, int c) {
        return app.hold(
                b < 5
                        ? app.stateless().get(User.class, (long) c % 5)
                        : b < 8
                                ? app.stateless().get(Account.class, (long) c % 5)
                                : app.stateless().get(Label.class, "label" + c));
    }

    private static Object getAll(Application app, int a, int b, int c) {
        return app.holdAll(app.stateless().getMultiple(Account.class, List.of(1L, (long) b, 2L)));
    }

    private static @Nullable Object refresh(Application app, int a, int b, int c) {
        Object entity = app.held(Object.class, b);
        app.stateless().refresh(entity);
        return entity;
    }

    private static Object fetch(Application app, int a, int b, int c) {
        StatelessSession session = app.stateless();
        User user = app.held(User.class, b);
        if (user == null) {
            return "none";
        }
        session.fetch(c < 5 ? user.getPosts() : user.getProfile());
        return user;
    }

    private static Object list(Application app, int a, int b, int c) {
        return app.holdAll(app.stateless()
                .createSelectionQuery("from User u left join fetch u.profile where u.id > :n order by u.id", User.class)
                .setParameter("n", (long) c)
                .getResultList());
    }

    private static Object bulk(Application app, int a, int b, int c) {
        return app.stateless()
                .createMutationQuery("update Account x set x.balance = :n, x.version = x.version + 1 where x.id = 1")
                .setParameter("n", (long) c)
                .executeUpdate();
    }

    private static Object close(Application app, int a, int b, int c) {
        StatelessSession session = app.stateless();
        session.close();
        return session.isOpen();
    }
}
