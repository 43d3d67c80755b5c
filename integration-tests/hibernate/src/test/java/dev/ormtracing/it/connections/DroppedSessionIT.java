package dev.ormtracing.it.connections;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.TreeFormat;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A session that nobody closes: what it has begun ends when it can go on no more, and is told apart. */
@Timeout(300)
class DroppedSessionIT {

    private static final TreeFormat WITH_END =
            TreeFormat.standard().withAttributes("orm.transaction.leaked", "orm.transaction.outcome");

    private final TraceRecorder recorder = TraceRecorder.create();
    private final SessionFactory sessions =
            Factories.open(recorder, Map.of(AvailableSettings.DATASOURCE, Factories.database()));

    @AfterEach
    void check() {
        recorder.traces().clear();
        sessions.close();
        recorder.check();
    }

    @Test
    void transactionOfADroppedSession_endsAndSaysSo() {
        collect(begin(session -> Factories.select(session)));

        assertThatTraces(recorder.traces()).inFormat(WITH_END).matchesTree("""
                transaction orm.transaction.leaked=true orm.transaction.outcome=unknown
                  start_transaction
                    connect
                  operation getSingleResult
                    serialize
                    db_query CLIENT select
                    hydrate
                """);
    }

    @Test
    void failureOfADroppedSession_doesNotHoldIt() {
        collect(begin(session -> {
            try {
                session.createNativeQuery("select nothing", Integer.class).getSingleResult();
            } catch (RuntimeException expected) {
                assertThat(expected).hasMessageContaining("nothing");
            }
        }));

        assertThat(recorder.traces().trees().get(0).attribute("orm.transaction.rollback.cause"))
                .isNotNull();
    }

    @Test
    void completedTransaction_isNoneOfADroppedSession() {
        collect(begin(session -> session.getTransaction().rollback()));

        assertThatTraces(recorder.traces()).inFormat(WITH_END).matchesTree("""
                transaction orm.transaction.outcome=rolled_back
                  start_transaction
                    connect
                  rollback_transaction
                    db_query CLIENT ROLLBACK
                """);
    }

    private WeakReference<Session> begin(Consumer<Session> work) {
        Session session = sessions.openSession();
        session.beginTransaction();
        work.accept(session);
        return new WeakReference<>(session);
    }

    /** Until the session is gone, and the spans have ended that it has left open. */
    private void collect(WeakReference<Session> dropped) {
        while (dropped.get() != null || !recorder.openSpans().isEmpty()) {
            System.gc();
        }
    }
}
