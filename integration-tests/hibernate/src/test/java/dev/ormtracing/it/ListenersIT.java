package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.testing.TraceRecorder;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.internal.DefaultMergeEventListener;
import org.hibernate.event.internal.DefaultPersistEventListener;
import org.hibernate.event.service.spi.DuplicationStrategy;
import org.hibernate.event.service.spi.EventListenerRegistrationException;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.MergeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that adds its own event listeners once the SessionFactory is there gets what it gets without tracing. */
class ListenersIT {

    private final TraceRecorder recorder = TraceRecorder.create();
    private final List<SessionFactory> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(SessionFactory::close);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void secondListenerOfHibernatesClass_isRefused(boolean traced) {
        EventListenerRegistry listeners = listenersOf(open(traced));

        assertThatThrownBy(() -> listeners.appendListeners(EventType.FLUSH, new DefaultFlushEventListener()))
                .isInstanceOf(EventListenerRegistrationException.class)
                .hasMessage("Duplicate event listener found");
        assertThatThrownBy(() -> listeners.prependListeners(EventType.PERSIST, new DefaultPersistEventListener()))
                .isInstanceOf(EventListenerRegistrationException.class);
        assertThat(listeners.getEventListenerGroup(EventType.FLUSH).count()).isEqualTo(1);
        assertThat(listeners.getEventListenerGroup(EventType.PERSIST).count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listenerThatReplacesHibernates_isTheOnlyOne(boolean traced) {
        SessionFactory sessions = open(traced);
        EventListenerRegistry listeners = listenersOf(sessions);
        listeners.addDuplicationStrategy(new ReplacingHibernates());

        listeners.appendListeners(EventType.MERGE, new OwnMerge());

        sessions.inTransaction(session -> session.merge(new Draft()));
        assertThat(count(sessions)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void listenerThatIsSet_mayBeSetAndAddedAgain(boolean traced) {
        SessionFactory sessions = open(traced);
        EventListenerRegistry listeners = listenersOf(sessions);

        listeners.setListeners(EventType.MERGE, new OwnMerge());
        listeners.appendListeners(EventType.MERGE, new OwnMerge());

        sessions.inTransaction(session -> session.merge(new Draft()));
        assertThat(count(sessions)).isEqualTo(2);
    }

    @Test
    void listeners_areInstancesOfTheSameClassesOfHibernate() {
        EventListenerRegistry traced = listenersOf(open(true));
        EventListenerRegistry untraced = listenersOf(open(false));

        for (EventType<?> type : EventType.values()) {
            List<Object> expected = hibernatesIn(untraced, type);
            List<Object> actual = hibernatesIn(traced, type);
            assertThat(actual).as(type.eventName()).hasSameSizeAs(expected);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.get(i)).isInstanceOf(expected.get(i).getClass());
            }
        }
    }

    private SessionFactory open(boolean traced) {
        Configuration configuration = new Configuration().addAnnotatedClass(Draft.class);
        configuration.setProperty("hibernate.connection.url", "jdbc:h2:mem:" + UUID.randomUUID());
        configuration.setProperty("hibernate.hbm2ddl.auto", "create");
        configuration.getProperties().put(OrmTracingSettings.ENABLED, traced);
        configuration.getProperties().put(OrmTracingSettings.TRACING, OrmTracing.create(recorder.openTelemetry()));
        SessionFactory sessions = configuration.buildSessionFactory();
        opened.add(sessions);
        return sessions;
    }

    private static EventListenerRegistry listenersOf(SessionFactory sessions) {
        return sessions.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
    }

    @SuppressWarnings("deprecation") // The group's other ways to look at its listeners are to fire an event at them.
    private static List<Object> hibernatesIn(EventListenerRegistry registry, EventType<?> type) {
        List<Object> listeners = new ArrayList<>();
        for (Object listener : registry.getEventListenerGroup(type).listeners()) {
            if (!listener.getClass().getSimpleName().equals("LoadOriginListener")) {
                listeners.add(listener);
            }
        }
        return listeners;
    }

    private static long count(SessionFactory sessions) {
        return sessions.fromSession(session -> session.createSelectionQuery("select count(*) from Draft", Long.class)
                .getSingleResult());
    }

    private static final class ReplacingHibernates implements DuplicationStrategy {

        @Override
        public boolean areMatch(Object listener, Object original) {
            return listener instanceof OwnMerge && original instanceof DefaultMergeEventListener;
        }

        @Override
        public Action getAction() {
            return Action.REPLACE_ORIGINAL;
        }
    }

    /** Merges by what it has inherited. */
    static final class OwnMerge extends DefaultMergeEventListener {

        @Override
        public void onMerge(MergeEvent event) {
            super.onMerge(event);
        }
    }

    @Entity(name = "Draft")
    static class Draft {

        @Id
        @GeneratedValue
        Integer id;
    }
}
