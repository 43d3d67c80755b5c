package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.fallback.Blog.Post;
import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OrmTracingExtension.class)
class FallbackOperationsTest {

    private SessionFactory sessions;

    @BeforeEach
    void open(OpenTelemetry openTelemetry, Traces traces) {
        sessions = Database.open(openTelemetry);
        sessions.inTransaction(session -> session.persist(new User(1, "Ada").withPost("Notes")));
        traces.clear();
    }

    @AfterEach
    void close() {
        sessions.close();
    }

    private void show(String what, Traces traces, Consumer<Session> work) {
        traces.clear();
        try {
            sessions.inSession(work);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
        System.out.println("== " + what + "\n" + traces.text());
    }

    @Test
    void all(Traces traces) {
        show("find", traces, s -> s.find(User.class, 1L));
        show("find none", traces, s -> s.find(User.class, 5L));
        show("ref", traces, s -> s.getReference(Post.class, 1L).title());
        show("ref unused", traces, s -> s.getReference(Post.class, 1L));
        show("lazy coll", traces, s -> s.find(User.class, 1L).posts.size());
        show("hql", traces, s -> s.createQuery("from User", User.class).getResultList());
        show("scroll", traces, s -> {
            try (var r = s.createQuery("from User", User.class).scroll()) {
                while (r.next()) {
                    r.get();
                }
            }
        });
        show("stream", traces, s -> {
            try (var r = s.createQuery("from User", User.class).stream()) {
                r.forEach(x -> {});
            }
        });
        show(
                "native",
                traces,
                s -> s.createNativeQuery("select 1", Integer.class).getSingleResult());
        show("persist tx", traces, s -> {
            var tx = s.beginTransaction();
            s.persist(new User(2, "Bob").withPost("x"));
            s.createQuery("from User", User.class).getResultList();
            s.createQuery("from Post", Post.class).getResultList();
            tx.commit();
        });
        show("update hql", traces, s -> {
            var tx = s.beginTransaction();
            s.createMutationQuery("update User set name='x'").executeUpdate();
            tx.rollback();
        });
        show("merge/remove/refresh/lock/flush", traces, s -> {
            var tx = s.beginTransaction();
            User u = s.merge(new User(3, "m"));
            s.flush();
            s.refresh(u);
            s.lock(u, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE);
            s.remove(u);
            tx.commit();
        });
        show("error", traces, s -> {
            var tx = s.beginTransaction();
            s.persist(new User(1, "dup"));
            tx.commit();
        });
        show(
                "dowork",
                traces,
                s -> s.doWork(c -> {
                    try (var st = c.createStatement()) {
                        st.executeQuery("select 1");
                    }
                }));
        traces.clear();
        sessions.inStatelessTransaction(s -> {
            User u = new User(9, "s");
            s.insert(u);
            s.get(User.class, 9L);
            s.update(u);
            s.delete(u);
        });
        System.out.println("== stateless\n" + traces.text());
        traces.clear();
        sessions.close();
        System.out.println("== close\n" + traces.text());
        assertThat(true).isTrue();
    }
}
