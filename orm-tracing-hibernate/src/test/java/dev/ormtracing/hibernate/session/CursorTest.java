package dev.ormtracing.hibernate.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.hibernate.session.Blog.User;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.query.SelectionQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams and scrolls: operations that outlive the call. */
class CursorTest extends TracedSessions {

    CursorTest(OpenTelemetry openTelemetry, Traces traces) {
        super(openTelemetry, traces);
        sessions.inSession(CursorTest::users);
        traces.clear();
    }

    private static SelectionQuery<User> users(Session session) {
        return session.createSelectionQuery("from User order by id", User.class);
    }

    private SpanTree stream() {
        assertThat(traces.operations()).hasSize(1);
        return traces.operations().get(0);
    }

    @Test
    void stream_isOneOperationWithoutHydrateSpan() {
        assertThat(tree(
                        session -> {
                            try (Stream<User> users = users(session).getResultStream()) {
                                assertThat(users.map(user -> user.name)).containsExactly("Ada", "Bob");
                            }
                        },
                        "orm.result.count"))
                .isEqualTo("""
                        operation User.getResultStream orm.result.count=2
                          compile
                          serialize
                          connect
                          db_query CLIENT select users""");
        assertThat(stream().attribute("orm.hydrate.duration")).isInstanceOf(Double.class);
        assertThat(stream().attribute("orm.cursor.leaked")).isNull();
    }

    @Test
    void consumer_runsOutsideTheOperation() {
        sessions.inTransaction(session -> {
            traces.clear();
            users(session).stream().forEach(user -> {
                assertThat(Span.current().getSpanContext().isValid()).isFalse();
                user.posts.size();
            });
        });

        assertThat(traces.operations("User.posts.initialize")).hasSize(2);
        assertThat(traces.operations("User.stream"))
                .singleElement()
                .matches(operation -> operation.attribute("orm.result.count").equals(2L));
    }

    @Test
    void exhaustedStream_endsItsOperation() {
        sessions.inSession(session -> {
            users(session).stream().toList();
            assertThat(stream().attribute("orm.result.count")).isEqualTo(2L);
        });

        assertThat(stream().attribute("orm.cursor.leaked")).isNull();
    }

    @Test
    void closedStream_endsItsOperationEarly() {
        sessions.inSession(session -> {
            Stream<User> users = users(session).stream();
            Iterator<User> iterator = users.iterator();
            iterator.next();
            users.close();
            assertThat(stream().attribute("orm.result.count")).isEqualTo(1L);
        });

        assertThat(stream().attribute("orm.cursor.leaked")).isNull();
    }

    @Test
    void streamLeftOpen_endsWithTheSession() {
        sessions.inSession(session -> {
            assertThat(users(session).stream().findFirst()).isPresent();
            assertThat(stream().hasEnded()).isFalse();
        });

        assertThat(stream().attribute("orm.cursor.leaked")).isEqualTo(true);
        assertThat(stream().attribute("orm.result.count")).isEqualTo(1L);
    }

    @Test
    @Timeout(300)
    void streamOfASessionNeverClosed_endsWhenItIsUnreachable() {
        leakAStream();

        while (!stream().hasEnded()) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(stream().attribute("orm.cursor.leaked")).isEqualTo(true);
    }

    private void leakAStream() {
        users(sessions.openSession()).stream().findFirst();
    }

    @Test
    void parallelStream_yieldsEveryRow() {
        sessions.inSession(session -> assertThat(
                        users(session).stream().parallel().map(user -> user.id).toList())
                .containsExactly(1L, 2L));

        assertThat(stream().attribute("orm.result.count")).isEqualTo(2L);
    }

    @Test
    void stream_runsTheCloseHandlersOfTheApplication() {
        AtomicInteger closed = new AtomicInteger();
        sessions.inSession(session -> users(session).stream()
                .onClose(closed::incrementAndGet)
                .onClose(closed::incrementAndGet)
                .close());

        assertThat(closed).hasValue(2);
    }

    @Test
    void failureOfTheConsumer_isNoneOfTheOperation() {
        RuntimeException failure = new RuntimeException("mine");

        assertThatThrownBy(() ->
                        sessions.inSession(session -> users(session).stream().forEach(user -> {
                            throw failure;
                        })))
                .isSameAs(failure);

        assertThat(stream().isError()).isFalse();
    }

    @Test
    void scroll_endsWhenClosed() {
        assertThat(tree(
                        session -> {
                            try (ScrollableResults<User> users = users(session).scroll(ScrollMode.SCROLL_INSENSITIVE)) {
                                while (users.next()) {
                                    assertThat(users.get().name).isNotNull();
                                }
                                assertThat(users.previous()).isTrue();
                            }
                        },
                        "orm.result.count",
                        "orm.cursor.leaked"))
                .isEqualTo("""
                        operation User.scroll orm.result.count=3
                          compile
                          serialize
                          connect
                          db_query CLIENT select users""");
    }

    @Test
    void scrollReadToItsEnd_hasNotLeaked() {
        sessions.inSession(session -> {
            ScrollableResults<User> users = users(session).scroll(ScrollMode.FORWARD_ONLY);
            while (users.next()) {
                users.get();
            }
        });

        assertThat(stream().attribute("orm.cursor.leaked")).isNull();
    }

    @Test
    void scrollLeftOpen_hasLeaked() {
        sessions.inSession(session -> users(session).scroll().next());

        assertThat(stream().attribute("orm.cursor.leaked")).isEqualTo(true);
    }

    @Test
    void twoStreams_areReadInTurns() {
        sessions.inSession(session -> {
            Iterator<User> first = users(session).stream().iterator();
            Iterator<User> second = users(session).stream().iterator();
            assertThat(List.of(first.next().id, second.next().id, first.next().id, second.next().id))
                    .containsExactly(1L, 1L, 2L, 2L);
            assertThat(first.hasNext() || second.hasNext()).isFalse();
        });

        assertThat(traces.operations("User.stream")).hasSize(2);
    }
}
