package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.Tag;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.calls.CallLog;
import dev.ormtracing.it.calls.SpringAdapters;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.fixture.UntracedPersistence;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceRecorder;
import jakarta.persistence.Persistence;
import java.sql.Connection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a session calls on the application's DataSource, below each of Spring's adapters, is what it calls without tracing,
 * in the same order. A connection is asked once where it leads to, and not before its first statement.
 */
class SessionCallsIT {

    /** Where the tracing stands. */
    enum Entry {
        HIBERNATE {
            @Override
            DataSource dataSource(String adapter, DataSource below, OrmTracing tracing) {
                return SpringAdapters.adapt(adapter, below);
            }
        },
        HIBERNATE_ON_A_WRAPPER {
            @Override
            DataSource dataSource(String adapter, DataSource below, OrmTracing tracing) {
                return TracingDataSource.wrap(SpringAdapters.adapt(adapter, below), tracing);
            }
        },
        HIBERNATE_AND_A_WRAPPER_BELOW {
            @Override
            DataSource dataSource(String adapter, DataSource below, OrmTracing tracing) {
                return SpringAdapters.adapt(adapter, TracingDataSource.wrap(below, tracing));
            }
        };

        abstract DataSource dataSource(String adapter, DataSource below, OrmTracing tracing);
    }

    private static final Map<String, Consumer<SessionFactory>> WITHOUT_STATEMENT = new LinkedHashMap<>();
    private static final Map<String, Consumer<SessionFactory>> WITH_STATEMENT = new LinkedHashMap<>();

    static {
        WITHOUT_STATEMENT.put("opened and closed", sessions -> sessions.inSession(session -> {}));
        WITHOUT_STATEMENT.put("committed", sessions -> sessions.inTransaction(session -> {}));
        WITHOUT_STATEMENT.put(
                "rolled back",
                sessions -> sessions.inSession(session -> {
                    session.beginTransaction();
                    session.getTransaction().rollback();
                }));
        WITHOUT_STATEMENT.put(
                "read-only",
                sessions -> sessions.inTransaction(session -> {
                    session.setDefaultReadOnly(true);
                    session.doWork(connection -> connection.setReadOnly(true));
                }));
        WITHOUT_STATEMENT.put(
                "isolated",
                sessions -> sessions.inTransaction(session -> session.doWork(connection -> {
                    connection.getTransactionIsolation();
                    connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                })));
        WITHOUT_STATEMENT.put(
                "without auto-commit",
                sessions -> sessions.inSession(session -> session.doWork(connection -> {
                    connection.setAutoCommit(false);
                    connection.commit();
                    connection.setAutoCommit(true);
                })));
        WITHOUT_STATEMENT.put("stateless", sessions -> sessions.inStatelessTransaction(session -> {}));

        WITH_STATEMENT.put("found", sessions -> sessions.inSession(session -> session.find(User.class, -1L)));
        WITH_STATEMENT.put(
                "found in a transaction", sessions -> sessions.inTransaction(session -> session.find(User.class, -1L)));
        WITH_STATEMENT.put(
                "persisted", sessions -> sessions.inTransaction(session -> session.persist(new Tag("calls"))));
        WITH_STATEMENT.put(
                "flushed and rolled back",
                sessions -> sessions.inSession(session -> {
                    session.beginTransaction();
                    session.persist(new User("calls@example.org"));
                    session.flush();
                    session.getTransaction().rollback();
                }));
        WITH_STATEMENT.put(
                "queried",
                sessions -> sessions.inTransaction(session -> {
                    session.createSelectionQuery("from Tag", Tag.class).getResultList();
                    session.createNativeQuery("select 1", Integer.class).getSingleResult();
                }));
        WITH_STATEMENT.put(
                "read-only, then queried",
                sessions -> sessions.inTransaction(session -> {
                    session.doWork(connection -> connection.setReadOnly(true));
                    session.createSelectionQuery("from Tag", Tag.class).getResultList();
                }));
        WITH_STATEMENT.put(
                "stateless",
                sessions -> sessions.inStatelessTransaction(session ->
                        session.createSelectionQuery("from Tag", Tag.class).getResultList()));
        WITH_STATEMENT.put(
                "worked",
                sessions -> sessions.inSession(session -> session.doWork(connection -> {
                    try (var statement = connection.createStatement()) {
                        statement.execute("select 1");
                    }
                })));
    }

    private final TraceRecorder recorder = TraceRecorder.create();
    private final OrmTracing tracing = OrmTracing.create(recorder.openTelemetry());

    @AfterEach
    void clear() {
        recorder.traces().clear();
    }

    /** All but the one whose connection Hibernate closes for good after the boot. */
    static Stream<Arguments> adapters() {
        return Stream.of(Entry.values())
                .flatMap(entry -> SpringAdapters.names()
                        .filter(adapter -> !adapter.equals(SpringAdapters.SINGLE))
                        .map(adapter -> Arguments.of(entry, adapter)));
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void session_callsWhatItCallsWithoutTracing(Entry entry, String adapter) {
        compare(entry, adapter, Map.of());
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void sessionThatConnectsForEachStatement_callsWhatItCallsWithoutTracing(Entry entry) {
        compare(
                entry,
                "lazy",
                Map.of("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_STATEMENT"));
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void sessionThatConnectsAtOnce_callsWhatItCallsWithoutTracing(Entry entry) {
        compare(entry, "lazy", Map.of("hibernate.connection.handling_mode", "IMMEDIATE_ACQUISITION_AND_HOLD"));
    }

    @ParameterizedTest
    @EnumSource(Entry.class)
    void sessionThatLeavesAutoCommitAlone_callsWhatItCallsWithoutTracing(Entry entry) {
        compare(entry, "lazy", Map.of("hibernate.connection.provider_disables_autocommit", "true"));
    }

    private void compare(Entry entry, String adapter, Map<String, String> settings) {
        CallLog log = new CallLog();
        CallLog logWithout = new CallLog();
        try (SessionFactory with = traced(entry, adapter, log, settings);
                SessionFactory without = untraced(adapter, logWithout, settings)) {
            assertOnlyLookUpsAdded("boot", log, logWithout);
            WITHOUT_STATEMENT.forEach((work, sessions) -> {
                run(sessions, with, log);
                run(sessions, without, logWithout);
                assertThat(log.calls()).as(work).isEqualTo(logWithout.calls());
            });
            WITH_STATEMENT.forEach((work, sessions) -> {
                run(sessions, with, log);
                run(sessions, without, logWithout);
                assertThat(log.callsBeforeAStatement()).as(work).isEqualTo(logWithout.callsBeforeAStatement());
                assertOnlyLookUpsAdded(work, log, logWithout);
            });
            log.clear();
            logWithout.clear();
        }
        assertOnlyLookUpsAdded("end", log, logWithout);
    }

    private static void run(Consumer<SessionFactory> work, SessionFactory sessions, CallLog log) {
        log.clear();
        work.accept(sessions);
    }

    private static void assertOnlyLookUpsAdded(String work, CallLog with, CallLog without) {
        List<String> added = with.addedTo(without);

        assertThat(added).as(work).isSubsetOf(CallLog.LOOK_UP);
        for (String call : CallLog.LOOK_UP) {
            assertThat(added.stream().filter(call::equals))
                    .as(work)
                    .hasSizeLessThanOrEqualTo(Math.max(1, without.connections()));
        }
    }

    private SessionFactory traced(Entry entry, String adapter, CallLog log, Map<String, String> settings) {
        DataSource below = log.around(SpringAdapters.driver(url()), DataSource.class);
        Map<String, Object> all = settings(entry.dataSource(adapter, below, tracing), settings);
        all.put(TracedUnit.TRACING, tracing);
        return Persistence.createEntityManagerFactory("blog", all).unwrap(SessionFactory.class);
    }

    private static SessionFactory untraced(String adapter, CallLog log, Map<String, String> settings) {
        DataSource below = log.around(SpringAdapters.driver(url()), DataSource.class);
        return UntracedPersistence.sessions(settings(SpringAdapters.adapt(adapter, below), settings));
    }

    private static Map<String, Object> settings(DataSource dataSource, Map<String, String> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("jakarta.persistence.nonJtaDataSource", dataSource);
        settings.put("hibernate.hbm2ddl.auto", "create-drop");
        return settings;
    }

    private static String url() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }
}
