package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Note;
import dev.ormtracing.it.connections.Lender.Kind;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.Serialized;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.jdbc.TracingDataSource;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.LogicalConnectionImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A session whose connections are lent, by a provider of the application's or by a DataSource. */
@EveryDatabase
class LentConnectionIT {

    private final TracedUnit unit;

    /** Of the sessions and of the application: one tree is traced with one. */
    private final OrmTracing tracing;

    LentConnectionIT(TracedUnit unit) {
        this.unit = unit;
        this.tracing = OrmTracing.create(unit.recorder().openTelemetry());
    }

    @ParameterizedTest
    @EnumSource
    void session_handsOutWhatItDoesWithoutTracing(Kind kind) {
        assertThat(storyOf(kind, true, unit.pool())).isEqualTo(storyOf(kind, false, unit.pool()));
        unit.traces().clear();
    }

    @ParameterizedTest
    @EnumSource
    void session_handsOutWhatItDoesWithoutTracing_whereTheApplicationTracesTheConnections(Kind kind) {
        DataSource traced = TracingDataSource.wrap(unit.pool(), tracing);

        assertThat(storyOf(kind, true, traced)).isEqualTo(storyOf(kind, false, traced));
        unit.traces().clear();
    }

    @ParameterizedTest
    @EnumSource(names = {"PROVIDER", "TENANTS"})
    void withoutSessionSubclasses_theLenderGetsBackWhatItHasLent(Kind kind) {
        for (DataSource source : List.of(unit.pool(), TracingDataSource.wrap(unit.pool(), tracing))) {
            Lender lender = new Lender(source);
            try (SessionFactory sessions = sessions(kind, lender, Map.of(Factories.SUBCLASS, "false"))) {
                sessions.inSession(session -> session.find(Note.class, -1L));
                sessions.inTransaction(session -> session.find(Note.class, -1L));
            }
            assertThat(lender.calls()).contains("lends 0", "takes back 0").doesNotContain("takes back an unknown one");
        }
        unit.traces().clear();
    }

    @ParameterizedTest
    @EnumSource
    void disconnectedSession_goesOnTraced(Kind kind) {
        try (SessionFactory sessions = sessions(kind, new Lender(unit.pool()), Map.of())) {
            unit.traces().clear();
            sessions.inSession(session -> {
                session.find(Note.class, -1L);
                logical(session).manualDisconnect();
                session.find(Note.class, -1L);
            });

            unit.expect("""
                    operation Note.find
                      serialize
                      connect
                      db_query CLIENT select notes
                      hydrate
                    operation Note.find
                      serialize
                      connect
                      db_query CLIENT select notes
                      hydrate
                    """);
        }
        unit.traces().clear();
    }

    @Test
    void sessionThatWasSerialized_handsOutWhatItIsLent() throws Exception {
        Lender lender = new Lender(unit.pool());
        try (SessionFactory sessions = sessions(Kind.PROVIDER, lender, Map.of())) {
            byte[] bytes;
            try (Session session = sessions.openSession()) {
                bytes = serialized(session);
            }
            try (Session session = deserialized(bytes)) {
                lender.forget();
                session.beginTransaction();
                select(session);

                assertThat(lender.nameOf(logical(session).manualDisconnect())).isEqualTo("0");
                session.getTransaction().rollback();
            }
        }
        unit.traces().clear();
    }

    @Test
    void droppedSession_isCollected_andItsTransactionEnds() {
        Lender lender = new Lender(unit.pool());
        try (SessionFactory sessions = sessions(Kind.PROVIDER, lender, Map.of())) {
            unit.traces().clear();
            WeakReference<Session> dropped = begin(sessions);
            while (dropped.get() != null || !unit.recorder().openSpans().isEmpty()) {
                System.gc();
            }
            assertThat(unit.traces().text()).contains("transaction").doesNotContain("(not ended)");
        }
        // The application has lost it, with and without tracing.
        lender.closeWhatIsLost();
        unit.traces().clear();
    }

    private static WeakReference<Session> begin(SessionFactory sessions) {
        Session session = sessions.openSession();
        session.beginTransaction();
        session.find(Note.class, -1L);
        return new WeakReference<>(session);
    }

    private List<String> storyOf(Kind kind, boolean traced, DataSource source) {
        Lender lender = new Lender(source);
        List<String> story = new ArrayList<>();
        try (SessionFactory sessions = traced
                ? sessions(kind, lender, Map.of())
                : UntracedPersistence.sessions(settings(kind, lender, Map.of()))) {
            lender.forget();
            for (PhysicalConnectionHandlingMode mode : PhysicalConnectionHandlingMode.values()) {
                story.add(mode.name());
                tell(() -> sessions.withOptions().connectionHandlingMode(mode).openSession(), lender, kind, story);
            }
            story.add("stateless");
            tell(sessions::openStatelessSession, lender, kind, story);
            story.add("shared");
            try (Session owner = sessions.openSession()) {
                owner.find(Note.class, -1L);
                tell(() -> owner.sessionWithOptions().connection().openSession(), lender, kind, story);
            }
        }
        return story;
    }

    /** What the session hands out of its connections, in words that are the same for each run. */
    private static void tell(
            Supplier<? extends SharedSessionContract> opening, Lender lender, Kind kind, List<String> story) {
        int from = lender.calls().size();
        try (SharedSessionContract session = opening.get()) {
            select(session);
            story.add(
                    "works with an equal of " + lender.nameOfEqual(session.doReturningWork(connection -> connection)));
            story.add(attempt(() -> nameOf(lender, logical(session).manualDisconnect(), kind)));
            story.add(attempt(() -> nameOf(lender, logical(session).manualDisconnect(), kind)));
            story.add("is connected: " + logical(session).isPhysicallyConnected());
            story.add(attempt(() -> {
                logical(session).manualReconnect(null);
                return "reconnected";
            }));
            select(session);
            story.add(attempt(() -> {
                session.beginTransaction();
                select(session);
                return "in the transaction " + nameOf(lender, logical(session).manualDisconnect(), kind);
            }));
            story.add(attempt(() -> {
                session.getTransaction().rollback();
                return "rolled back";
            }));
            story.add(attempt(() -> nameOf(lender, logical(session).close(), kind)));
            story.add("is open: " + logical(session).isOpen());
        }
        story.addAll(lender.calls().subList(from, lender.calls().size()));
    }

    /** A DataSource has taken its connections back by then; there, one that equals them is as good. */
    private static String nameOf(Lender lender, Connection connection, Kind kind) {
        return kind == Kind.DATA_SOURCE ? lender.nameOfEqual(connection) : lender.nameOf(connection);
    }

    private static String attempt(Supplier<String> step) {
        String[] result = new String[1];
        Throwable failure = catchThrowable(() -> result[0] = step.get());
        return failure == null ? result[0] : failure.toString().replaceAll("@\\w+", "");
    }

    private static void select(SharedSessionContract session) {
        session.createSelectionQuery("select count(*) from Note", Long.class).getSingleResult();
    }

    private static LogicalConnectionImplementor logical(Object session) {
        return ((SharedSessionContractImplementor) session).getJdbcCoordinator().getLogicalConnection();
    }

    private static byte[] serialized(Session session) throws IOException {
        return Serialized.bytesOf(session.unwrap(SessionImplementor.class));
    }

    private static Session deserialized(byte[] bytes) throws IOException, ClassNotFoundException {
        return (Session) Serialized.read(bytes);
    }

    private SessionFactory sessions(Kind kind, Lender lender, Map<String, ?> settings) {
        Map<String, Object> all = settings(kind, lender, settings);
        all.put(TracedUnit.TRACING, tracing);
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    private Map<String, Object> settings(Kind kind, Lender lender, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(UntracedPersistence.identity(unit.database()));
        all.putAll(kind.settings(lender));
        all.putAll(settings);
        return all;
    }
}
