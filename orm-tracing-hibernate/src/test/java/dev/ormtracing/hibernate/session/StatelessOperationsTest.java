package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Test;

/** What the application calls on a stateless session. */
class StatelessOperationsTest extends TracedSessions {

    StatelessOperationsTest(OpenTelemetry openTelemetry, Traces traces) {
        super(openTelemetry, traces);
    }

    private String names() {
        return traces.operations().stream()
                .map(operation -> String.valueOf(operation.attribute("name")))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void everyCall_isOneOperation() {
        sessions.inStatelessTransaction(session -> {
            User user = new User(3, "Cid");
            session.insert(user);
            session.update(user);
            session.upsert(user);
            session.refresh(user);
            User read = session.get(User.class, 3L);
            session.fetch(read.posts);
            session.createSelectionQuery("from User", User.class).getResultList();
            session.delete(user);
        });

        assertThat(names()).isEqualTo("""
                        User.insert
                        User.update
                        User.upsert
                        User.refresh
                        User.get
                        User.posts.fetch
                        User.createQuery
                        User.getResultList
                        User.delete""");
    }

    @Test
    void insert_isBelowTheTransaction() {
        sessions.inStatelessTransaction(session -> session.insert(new User(3, "Cid")));

        assertThat(shown()).isEqualTo("""
                        transaction
                          start_transaction
                            connect
                          operation User.insert
                            serialize
                            db_query CLIENT insert users
                          commit_transaction
                            db_query CLIENT COMMIT""");
    }

    @Test
    void get_inAClosedSession_fails() {
        StatelessSession session = sessions.openStatelessSession();
        session.close();

        assertThatThrownBy(() -> session.get(User.class, 1L)).isInstanceOf(IllegalStateException.class);

        assertThat(shown()).startsWith("operation User.get ERROR java.lang.IllegalStateException");
    }

    @Test
    void everyWayToAStatelessSession_isTraced() {
        try (StatelessSession session = sessions.withStatelessOptions().openStatelessSession()) {
            session.get(User.class, 1L);
        }
        sessions.inStatelessSession(session -> session.get(User.class, 1L));
        sessions.inSession(session -> session.doWork(connection -> {
            try (StatelessSession other = sessions.openStatelessSession(connection)) {
                other.get(User.class, 1L);
            }
        }));

        assertThat(traces.operations("User.get")).hasSize(3);
    }
}
