package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;

/** A loop leaves a trace that can be read: the first operations, and one span for the rest. */
@EveryDatabase
class MergedOperationsIT {

    private static final TreeFormat COUNTED =
            TreeFormat.standard().withAttributes("orm.operation.count", "orm.operation.errors", "orm.role");

    private static final Map<Database, TracedUnit> MERGING = new ConcurrentHashMap<>();

    private final TracedUnit unit;

    MergedOperationsIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void loopInATransaction_isAFewSpans() {
        givenUsers(200);

        merging(merged -> {
            merged.transaction(session -> {
                List<User> users = session.createQuery("from User", User.class).getResultList();
                for (User user : users) {
                    Hibernate.initialize(user.getPosts());
                    session.find(User.class, -user.getId());
                }
            });

            SpanTree transaction = merged.traces().trees().get(0);
            assertThat(transaction.attribute("orm.n_plus_one.count")).isEqualTo(400L);
            SpanTree posts = merged.traces().operations("User.posts.initialize").get(2);
            double total = (double) posts.attribute("orm.operation.duration");
            double longest = (double) posts.attribute("orm.operation.longest.duration");
            assertThat(total).isGreaterThan(longest).isLessThan(seconds(posts.duration()));
            assertThat(longest).isPositive();
            assertThat((double) posts.attribute("orm.hydrate.duration"))
                    .isPositive()
                    .isLessThan(total);
            merged.expect(COUNTED, """
                    transaction
                      start_transaction
                        ...
                      ...
                      operation User.getResultList
                        ...
                      operation User.posts.initialize orm.role=User.posts
                        ...
                      operation User.find
                        ...
                      operation User.posts.initialize orm.role=User.posts
                        ...
                      operation User.find
                        ...
                      operation User.posts.initialize orm.operation.count=198 orm.role=User.posts
                      operation User.find orm.operation.count=198
                      commit_transaction
                        ...
                    """);
        });
    }

    @Test
    void loopWithoutATransaction_isWrittenWithTheSession() {
        List<Long> ids = givenUsers(20);

        merging(merged -> {
            Span request = merged.recorder()
                    .openTelemetry()
                    .getTracer("test")
                    .spanBuilder("request")
                    .startSpan();
            try (Scope ignored = request.makeCurrent()) {
                merged.session(session -> ids.forEach(id -> session.find(User.class, id)));
            }
            request.end();

            merged.expect(COUNTED, """
                    request
                      operation User.find
                        ...
                      operation User.find
                        ...
                      operation User.find orm.operation.count=18
                    """);
        });
    }

    @Test
    void writingInALoop_sendsEveryStatement() {
        merging(merged -> {
            merged.transaction(session -> {
                for (int i = 0; i < 10; i++) {
                    session.persist(new User(i + "@example.org"));
                    session.createQuery("select count(*) from User", Long.class).getSingleResult();
                }
            });
            assertThat(unit.<Long>givenFrom(session -> session.createQuery("select count(*) from User", Long.class)
                            .getSingleResult()))
                    .isEqualTo(10);
            assertThatTraces(merged.traces()).hasNoErrors();
            assertThat(merged.traces().operations("User.getSingleResult").get(2).children())
                    .isEmpty();
            assertThat(merged.traces().operations("User.persist").get(2).attribute("orm.operation.count"))
                    .isEqualTo(8L);
            merged.traces().clear();
        });
    }

    @Test
    void failureInALoop_isTheApplicationsOwnAndIsCounted() {
        givenUsers(1);

        merging(merged -> {
            merged.session(session -> {
                Span request = merged.recorder()
                        .openTelemetry()
                        .getTracer("test")
                        .spanBuilder("request")
                        .startSpan();
                try (Scope ignored = request.makeCurrent()) {
                    for (int i = 0; i < 4; i++) {
                        failingQuery(session);
                    }
                } finally {
                    request.end();
                }
            });

            SpanTree queries = merged.traces().operations("getResultList").get(2);
            assertThat(queries.attribute("orm.operation.count")).isEqualTo(2L);
            assertThat(queries.attribute("orm.operation.errors")).isEqualTo(2L);
            assertThat(queries.isError()).isTrue();
            merged.traces().clear();
        });
    }

    private static void failingQuery(Session session) {
        assertThatThrownBy(() -> session.createNativeQuery("select * from nope", Object.class)
                        .getResultList())
                .isInstanceOf(RuntimeException.class);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private List<Long> givenUsers(int number) {
        return unit.givenFrom(session -> {
            List<User> users = new ArrayList<>();
            for (int i = 0; i < number; i++) {
                User user = new User(i + "@example.org", "User " + i);
                user.write("Post " + i);
                session.persist(user);
                users.add(user);
            }
            return users.stream().map(User::getId).toList();
        });
    }

    /** Sessions on the same database that merge what follows the second; booted once, since that takes longest. */
    private void merging(Consumer<TracedUnit> work) {
        TracedUnit merged = MERGING.computeIfAbsent(unit.database(), database -> create(unit));
        merged.recorder().reset();
        work.accept(merged);
        merged.recorder().check();
    }

    private static TracedUnit create(TracedUnit unit) {
        TraceRecorder recorder = TraceRecorder.create();
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .mergeOperationsAfter(2)
                .build();
        return unit.beside(recorder, tracing);
    }
}
