package dev.ormtracing.it.reliability;

import dev.ormtracing.it.blog.Account;
import dev.ormtracing.it.blog.Post;
import dev.ormtracing.it.blog.User;
import jakarta.persistence.LockModeType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** Queries of all kinds. */
final class QueryKinds {

    static final List<Kind> ALL = List.of(
            new Kind(
                    "list",
                    10,
                    (app, a, b, c) -> app.holdAll(query(app, a, b, c).getResultList())),
            new Kind("page", 3, QueryKinds::page),
            new Kind("single", 4, (app, a, b, c) -> app.hold(query(app, a, b, c).getSingleResult())),
            new Kind("singleOrNull", 2, (app, a, b, c) -> query(app, a, b, c).getSingleResultOrNull()),
            new Kind("unique", 3, (app, a, b, c) -> query(app, a, b, c).uniqueResult()),
            new Kind("optional", 2, QueryKinds::optional),
            new Kind("count", 2, (app, a, b, c) -> query(app, a, b, c).getResultCount()),
            new Kind("projection", 4, QueryKinds::projection),
            new Kind("criteria", 3, QueryKinds::criteria),
            new Kind("named", 3, QueryKinds::named),
            new Kind("nativeQuery", 4, QueryKinds::nativeQuery),
            new Kind("lockedQuery", 2, QueryKinds::lockedQuery),
            new Kind("bulk", 7, QueryKinds::bulk),
            new Kind("wrong", 3, QueryKinds::wrong),
            new Kind("stream", 3, QueryKinds::stream),
            new Kind("openStream", 3, QueryKinds::openStream),
            new Kind("scroll", 3, QueryKinds::scroll),
            new Kind("openScroll", 3, QueryKinds::openScroll),
            new Kind("next", 6, QueryKinds::next),
            new Kind("closeCursor", 3, QueryKinds::closeCursor));

    private static final List<String> HQL = List.of(
            "from User u order by u.id",
            "from User u where u.id = :n",
            "from User u left join fetch u.posts order by u.id",
            "select u from User u join u.posts p where p.published = false and u.id > :n order by u.id, p.id",
            "from Post p order by p.id",
            "from Post p left join fetch p.author left join fetch p.tags t where p.id <= :n order by p.id, t.id",
            "from Account x where x.balance > :n order by x.id",
            "from Label l where l.name like 'label%' order by l.name",
            "from User u where u.name = 'literal' order by u.id",
            "from Note n order by n.id");

    private QueryKinds() {}

    private static SelectionQuery<Object> query(Application app, int a, int b, int c) {
        return query(app.session(a), b, c);
    }

    private static SelectionQuery<Object> query(Session session, int b, int c) {
        var query = session.createSelectionQuery(HQL.get(b), Object.class);
        if (HQL.get(b).contains(":n")) {
            query.setParameter("n", (long) c);
        }
        return query;
    }

    private static Object page(Application app, int a, int b, int c) {
        return app.holdAll(query(app, a, b, c)
                .setFirstResult(c % 3)
                .setMaxResults(1 + c % 2)
                .setReadOnly(c > 5)
                .setFetchSize(c)
                .getResultList());
    }

    private static Object optional(Application app, int a, int b, int c) {
        return query(app, a, b, c).uniqueResultOptional().map(Description::of).orElse("none");
    }

    private static Object projection(Application app, int a, int b, int c) {
        Session session = app.session(a);
        return switch (b % 4) {
            case 0 ->
                session.createQuery("select count(u) from User u", Long.class).getSingleResult();
            case 1 ->
                session.createQuery("select u.id, u.email, size(u.posts) from User u order by u.id", Object[].class)
                        .getResultList();
            case 2 ->
                session.createQuery("select max(x.balance), sum(x.version) from Account x", Object[].class)
                        .getSingleResult();
            default ->
                session.createQuery("select u.name from User u where u.id in (:ids) order by u.id", String.class)
                        .setParameterList("ids", List.of(1L, (long) c))
                        .list();
        };
    }

    private static Object criteria(Application app, int a, int b, int c) {
        Session session = app.session(a);
        var builder = session.getCriteriaBuilder();
        if (b < 6) {
            var query = builder.createQuery(User.class);
            var user = query.from(User.class);
            query.where(builder.greaterThan(user.<Long>get("id"), (long) c)).orderBy(builder.asc(user.get("id")));
            return app.holdAll(session.createQuery(query).getResultList());
        }
        var update = builder.createCriteriaUpdate(Post.class);
        var post = update.from(Post.class);
        update.set("title", "by criteria").where(builder.equal(post.get("id"), (long) c));
        return session.createMutationQuery(update).executeUpdate();
    }

    private static Object named(Application app, int a, int b, int c) {
        return app.holdAll(app.session(a)
                .createNamedQuery("User.byName", User.class)
                .setParameter("name", "name" + c)
                .getResultList());
    }

    private static Object nativeQuery(Application app, int a, int b, int c) {
        Session session = app.session(a);
        return switch (b % 4) {
            case 0 ->
                app.holdAll(session.createNativeQuery("select * from users where id > ? order by id", User.class)
                        .setParameter(1, (long) c)
                        .getResultList());
            case 1 ->
                session.createNativeQuery("select id, balance from accounts order by id", Object[].class)
                        .getResultList();
            case 2 ->
                session.createNativeMutationQuery("delete from labels where name = :name")
                        .setParameter("name", "label" + c)
                        .executeUpdate();
            default ->
                session.createNativeMutationQuery("insert into labels (name, text) values (:name, 'native')")
                        .setParameter("name", "label" + c)
                        .executeUpdate();
        };
    }

    private static Object lockedQuery(Application app, int a, int b, int c) {
        return app.holdAll(app.session(a)
                .createQuery("from Account x where x.id <= :n order by x.id", Account.class)
                .setParameter("n", (long) c)
                .setLockMode(b < 5 ? LockModeType.PESSIMISTIC_WRITE : LockModeType.OPTIMISTIC_FORCE_INCREMENT)
                .getResultList());
    }

    private static Object bulk(Application app, int a, int b, int c) {
        String hql = switch (b) {
            case 0, 1 -> "update User u set u.name = 'bulk' where u.id >= :n";
            case 2, 3 -> "update versioned Account x set x.balance = x.balance + 1 where x.id = :n";
            case 4 -> "delete from Post p where p.id = :n";
            case 5 -> "delete from Note x where x.id <> :n";
            case 6 -> "insert into Label (name, text) select u.email, 'bulk' from User u where u.id = :n";
            case 7 -> "update User u set u.email = 'same' where u.id > :n";
            default -> "delete from Account x where x.id = :n";
        };
        return app.session(a)
                .createMutationQuery(hql)
                .setParameter("n", (long) c)
                .executeUpdate();
    }

    private static @Nullable Object wrong(Application app, int a, int b, int c) {
        Session session = app.session(a);
        return switch (b % 8) {
            case 0 -> session.createQuery("from Nothing", Object.class).getResultList();
            case 1 ->
                session.createQuery("from User u where u.id = :n", User.class).getResultList();
            case 2 ->
                session.createNativeQuery("select * from nowhere", Object.class).getResultList();
            case 3 ->
                session.createNativeMutationQuery("insert into users (id, email) values (1, 'twice')")
                        .executeUpdate();
            case 4 -> session.createNamedQuery("nothing", User.class).getResultList();
            case 5 ->
                session.createSelectionQuery("delete from User", User.class).getResultList();
            case 6 ->
                session.createNativeQuery("select 1 / (id - id) from users", Integer.class)
                        .getResultList();
            default ->
                session.createQuery("from User u where u.id = :n", User.class)
                        .setParameter("n", "text")
                        .getResultList();
        };
    }

    private static Object stream(Application app, int a, int b, int c) {
        try (Stream<Object> rows = query(app, a, b, c).getResultStream()) {
            return rows.limit(c).peek(app::hold).map(Description::of).toList();
        }
    }

    private static Object openStream(Application app, int a, int b, int c) {
        Stream<Object> rows = query(app, a, b, c).getResultStream();
        Iterator<Object> iterator = rows.iterator();
        app.open(iterator, rows);
        return iterator.hasNext();
    }

    private static Object scroll(Application app, int a, int b, int c) {
        List<String> read = new ArrayList<>();
        try (ScrollableResults<Object> rows = query(app, a, b, c).scroll(mode(c))) {
            while (rows.next() && read.size() < c) {
                read.add(Description.of(app.hold(rows.get())));
            }
            if (c > 5) {
                read.add(String.valueOf(rows.first()));
                read.add(String.valueOf(rows.last()));
                read.add(String.valueOf(rows.getRowNumber()));
            }
        }
        return read;
    }

    private static ScrollMode mode(int c) {
        return c % 2 == 0 ? ScrollMode.SCROLL_INSENSITIVE : ScrollMode.FORWARD_ONLY;
    }

    private static Object openScroll(Application app, int a, int b, int c) {
        ScrollableResults<Object> rows = query(app, a, b, c).scroll(mode(c));
        app.open(new ScrolledRows(rows), rows);
        return "opened";
    }

    private record ScrolledRows(ScrollableResults<Object> rows) implements Iterator<Object> {

        @Override
        public boolean hasNext() {
            return rows.next();
        }

        @Override
        public Object next() {
            return rows.get();
        }
    }

    private static Object next(Application app, int a, int b, int c) {
        var cursor = app.cursor(b);
        return cursor == null
                ? "none"
                : cursor.rows().hasNext() ? app.hold(cursor.rows().next()) : "end";
    }

    private static Object closeCursor(Application app, int a, int b, int c) throws Exception {
        var cursor = app.cursor(b);
        if (cursor != null) {
            cursor.resource().close();
        }
        return cursor == null ? "none" : "closed";
    }
}
