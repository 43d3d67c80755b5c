package dev.ormtracing.it.overflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.overflow.Link.Place;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The stack ends in a listener or in a converter: no span stays open, and the next operation has its tree. */
class StackOverflowIT {

    private static final int LINKS = 3;
    private static final int DEPTHS = 30;
    private static final long STACK = 384 * 1024;

    private final TraceRecorder recorder = TraceRecorder.create();
    private SessionFactory sessions;

    @BeforeEach
    void boot() {
        Configuration configuration = new Configuration().addAnnotatedClass(Link.class);
        configuration.getProperties().put("jakarta.persistence.nonJtaDataSource", Database.H2.pool());
        configuration.getProperties().put("hibernate.hbm2ddl.auto", "create-drop");
        configuration.getProperties().put(TracedUnit.TRACING, OrmTracing.create(recorder.openTelemetry()));
        sessions = configuration.buildSessionFactory();
        sessions.inTransaction(session -> {
            for (long id = 0; id < LINKS; id++) {
                session.persist(new Link(id));
            }
        });
        recorder.traces().clear();
    }

    @AfterEach
    void close() {
        Link.place = null;
        sessions.close();
        recorder.close();
    }

    @ParameterizedTest
    @EnumSource
    void endlessCode_leavesNoSpanOpen(Place place) throws InterruptedException {
        Link.place = place;
        Link.action = StackOverflowIT::recurse;
        for (int depth = 0; depth < DEPTHS; depth++) {
            overflow(depth, this::readAndWrite);
        }
    }

    private void readAndWrite(Session session) {
        session.find(Link.class, 0).text += "x";
        session.flush();
    }

    private static void recurse(long number) {
        recurse(number + 1);
    }

    /** Runs the work so many calls deep on a small stack, and looks at what is left. */
    private void overflow(int depth, Consumer<Session> work) throws InterruptedException {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Span> current = new AtomicReference<>();
        AtomicReference<String> after = new AtomicReference<>();
        Thread thread = new Thread(
                null,
                () -> {
                    try {
                        deep(depth, () -> sessions.inTransaction(work));
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                    current.set(Span.current());
                    Place before = Link.place;
                    Link.place = null;
                    recorder.traces().clear();
                    sessions.inSession(session -> session.find(Link.class, 0));
                    after.set(recorder.traces().text());
                    Link.place = before;
                },
                "deep",
                STACK);
        thread.start();
        thread.join();

        assertThat(failure.get()).as("depth %d", depth).isNotNull();
        assertThat(current.get()).as("depth %d", depth).isEqualTo(Span.getInvalid());
        assertThat(after.get()).as("depth %d", depth).isEqualTo("""
                operation Link.find
                  serialize
                  connect
                  db_query CLIENT select links
                  hydrate""");
        assertThat(recorder.openSpans()).as("depth %d", depth).isEmpty();
        recorder.reset();
    }

    private static void deep(int depth, Runnable work) {
        if (depth == 0) {
            work.run();
        } else {
            deep(depth - 1, work);
        }
    }
}
