package dev.ormtracing.hibernate.session;

import dev.ormtracing.hibernate.session.Blog.Post;
import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.*;
import io.opentelemetry.api.OpenTelemetry;
import java.util.*;
import java.util.function.Consumer;
import org.hibernate.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OrmTracingExtension.class)
class PreviewTest {
    private SessionFactory sessions;

    private void show(String what, Traces traces, Consumer<Session> work) {
        traces.clear();
        try {
            sessions.inSession(work);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
        System.out.println("== " + what + "\n"
                + traces.text(TreeFormat.standard()
                        .withAttributes(
                                "model", "orm.query.text", "orm.query.name", "orm.result.count", "orm.cursor.leaked", "orm.hydrate.duration", "orm.role")));
    }

    @Test
    void all(OpenTelemetry openTelemetry, Traces traces) {
        sessions = Database.open(openTelemetry);
        System.out.println(sessions.getClass());
        show("find", traces, s -> s.find(User.class, 1L));
        show("find wrong id", traces, s -> s.find(User.class, "x"));
        show("closed", traces, s -> {
            s.close();
            s.find(User.class, 1L);
        });
        show(
                "ref",
                traces,
                s -> System.out.println(s.getReference(Post.class, 1L).getClass()));
        show("byId", traces, s -> s.byId(User.class).load(1L));
        show("byIdRef", traces, s -> s.byId(User.class).getReference(1L));
        show("byId wrong", traces, s -> s.byId(User.class).load("x"));
        show(
                "byNaturalId",
                traces,
                s -> s.byNaturalId(User.class).using("email", "Ada@example.org").load());
        show("bySimpleNaturalId", traces, s -> s.bySimpleNaturalId(User.class).load("Ada@example.org"));
        show("byMultipleIds", traces, s -> s.byMultipleIds(User.class).multiLoad(1L, 2L));
        show(
                "hql",
                traces,
                s -> s.createQuery("from User where id > 0 and name <> 'x'", User.class)
                        .getResultList());
        show(
                "hql2",
                traces,
                s -> s.createQuery("from User where id > 0 and name <> 'x'", User.class)
                        .getResultList());
        show("hql bad", traces, s -> s.createQuery("from Userx", User.class).getResultList());
        show(
                "single none",
                traces,
                s -> s.createQuery("from User where id = 99", User.class).getSingleResult());
        show("single many", traces, s -> s.createQuery("from User", User.class).getSingleResult());
        show(
                "count",
                traces,
                s -> s.createSelectionQuery("from User", User.class).getResultCount());
        show(
                "named",
                traces,
                s -> s.createNamedQuery("users.byName", User.class)
                        .setParameter("name", "Ada")
                        .uniqueResult());
        show(
                "named native",
                traces,
                s -> s.createNamedQuery("users.count", Long.class).uniqueResult());
        show(
                "native entity",
                traces,
                s -> s.createNativeQuery("select * from users", User.class).list());
        show(
                "native scalar",
                traces,
                s -> s.createNativeQuery("select 1", Integer.class).getSingleResult());
        show("criteria", traces, s -> {
            var q = s.getCriteriaBuilder().createQuery(User.class);
            q.from(User.class);
            s.createQuery(q).getResultList();
        });
        show("scroll", traces, s -> {
            try (var r = s.createQuery("from User", User.class).scroll()) {
                while (r.next()) {
                    r.get();
                }
            }
        });
        show("stream", traces, s -> {
            try (var r = s.createQuery("from User", User.class).stream()) {
                r.forEach(x -> x.posts.size());
            }
        });
        show(
                "stream leaked",
                traces,
                s -> s.createQuery("from User", User.class).stream().findFirst());
        show("tx", traces, s -> {
            var tx = s.beginTransaction();
            s.persist(new User(3, "Cid").withPost("x"));
            s.flush();
            User u = s.merge(new User(4, "m"));
            s.createQuery("from User", User.class).getResultList();
            s.refresh(u);
            s.lock(u, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
            s.remove(u);
            s.createMutationQuery("update User set name='x' where id = 77").executeUpdate();
            tx.commit();
        });
        show(
                "dowork",
                traces,
                s -> s.doWork(c -> {
                    s.find(User.class, 1L);
                    try (var st = c.createStatement()) {
                        st.executeQuery("select 1");
                    }
                }));
        show("shared", traces, s -> {
            try (var other = s.sessionWithOptions().connection().openSession()) {
                other.find(User.class, 1L);
            }
        });
        traces.clear();
        sessions.inStatelessTransaction(s -> {
            User u = new User(9, "s");
            s.insert(u);
            s.get(User.class, 9L);
            s.update(u);
            s.fetch(s.get(User.class, 9L).posts);
            s.createQuery("from User", User.class).getResultList();
            s.delete(u);
        });
        System.out.println("== stateless\n" + traces.text());
        traces.clear();
        sessions.close();
        System.out.println("== close\n" + traces.text());
    }
}
