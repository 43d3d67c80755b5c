package dev.ormtracing.hibernate.fallback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.hibernate.fallback.Blog.User;
import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.boot.registry.BootstrapServiceRegistryBuilder;
import org.hibernate.boot.registry.classloading.internal.ClassLoaderServiceImpl;
import org.hibernate.event.monitor.spi.DiagnosticEvent;
import org.hibernate.event.monitor.spi.EventMonitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What stateless sessions write is known from Hibernate's monitor of events, and the application's own gets all of them. */
@ExtendWith(OrmTracingExtension.class)
class WriteMonitorTest {

    @Test
    void statelessWrites_haveTheirModel(OpenTelemetry openTelemetry, Traces traces) {
        try (SessionFactory sessions = Database.open(openTelemetry)) {
            sessions.inStatelessTransaction(WriteMonitorTest::write);
        }

        assertThat(traces.operations().stream().map(operation -> operation.attribute("name")))
                .containsExactly("User.insert", "User.update", "User.upsert", "User.delete");
    }

    @Test
    void monitorOfTheApplication_getsEveryEvent(OpenTelemetry openTelemetry, Traces traces) {
        Recording recording = new Recording();
        var bootstrap = new BootstrapServiceRegistryBuilder().applyClassLoaderService(new WithMonitor(recording));
        try (SessionFactory sessions = Database.open(openTelemetry, bootstrap)) {
            sessions.inStatelessTransaction(WriteMonitorTest::write);
        }

        assertThat(recording.writes).containsExactly("Insert true", "Update true", "Upsert true", "Delete true");
        assertThat(traces.operations()).hasSize(4);
    }

    private static void write(StatelessSession session) {
        User ada = new User(1L, "Ada");
        session.insert(ada);
        ada.name = "Countess";
        session.update(ada);
        ada.name = "Lovelace";
        session.upsert(ada);
        session.delete(ada);
    }

    /** Notes whether the end of each write comes with the event that was given for its begin. */
    private static final class Recording implements InvocationHandler {

        private final List<String> writes = new ArrayList<>();
        private final DiagnosticEvent event = new DiagnosticEvent() {};

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) {
            String name = method.getName();
            if (name.startsWith("completeEntity")) {
                writes.add(name.substring("completeEntity".length(), name.length() - "Event".length()) + " "
                        + (arguments[0] == event));
            }
            return name.startsWith("begin") ? event : null;
        }
    }

    private static final class WithMonitor extends ClassLoaderServiceImpl {

        private static final long serialVersionUID = 1L;

        private final transient Recording recording;

        WithMonitor(Recording recording) {
            this.recording = recording;
        }

        @Override
        public <S> Collection<S> loadJavaServices(Class<S> contract) {
            return contract == EventMonitor.class
                    ? List.of(contract.cast(Proxy.newProxyInstance(
                            EventMonitor.class.getClassLoader(), new Class<?>[] {EventMonitor.class}, recording)))
                    : super.loadJavaServices(contract);
        }
    }
}
