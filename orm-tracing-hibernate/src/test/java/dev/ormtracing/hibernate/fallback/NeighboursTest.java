package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.LoadEvent;
import org.hibernate.event.spi.LoadEventListener;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What others have put into Hibernate stays as it is. */
@ExtendWith(OrmTracingExtension.class)
class NeighboursTest {

    @Test
    void listenersOfAnotherIntegrator_areCalledOnceAndInTheirOrder(OpenTelemetry openTelemetry, Traces traces) {
        Neighbour neighbour = new Neighbour();
        try (SessionFactory sessions =
                Database.open(openTelemetry, new BootstrapServiceRegistryBuilder().applyIntegrator(neighbour))) {
            sessions.inSession(session -> session.find(User.class, 1L));

            assertThat(neighbour.calls).containsExactly("before", "after");
            assertThat(traces.text()).isEqualTo("""
                    operation User.find
                      serialize
                      connect
                      db_query CLIENT select users
                      hydrate""");
        }
    }

    @Test
    void sessionsThatAreNeverClosed_areCollected(OpenTelemetry openTelemetry) {
        try (SessionFactory sessions = Database.open(openTelemetry)) {
            WeakReference<Session> forgotten = new WeakReference<>(useAndForget(sessions));
            for (int i = 0; i < 1_000 && forgotten.get() != null; i++) {
                System.gc();
            }
            assertThat(forgotten.get()).isNull();
        }
    }

    private static Session useAndForget(SessionFactory sessions) {
        Session session = sessions.openSession();
        session.find(User.class, 1L);
        return session;
    }

    private static final class Neighbour implements Integrator {

        private final List<String> calls = new ArrayList<>();

        @Override
        public void integrate(Metadata metadata, BootstrapContext context, SessionFactoryImplementor factory) {
            var loads = factory.getEventEngine().getListenerRegistry().getEventListenerGroup(EventType.LOAD);
            loads.prependListener(new Before(calls));
            loads.appendListener(new After(calls));
        }

        @Override
        public void disintegrate(SessionFactoryImplementor factory, SessionFactoryServiceRegistry registry) {}
    }

    private record Before(List<String> calls) implements LoadEventListener {
        @Override
        public void onLoad(LoadEvent event, LoadType type) {
            calls.add("before");
        }
    }

    private record After(List<String> calls) implements LoadEventListener {
        @Override
        public void onLoad(LoadEvent event, LoadType type) {
            calls.add("after");
        }
    }
}
