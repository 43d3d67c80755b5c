package dev.ormtracing.it.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a session gets its connection is for the application to choose; the time that it takes is seen all the same. */
class AcquisitionIT {

    private final TraceRecorder recorder = TraceRecorder.create();

    @AfterEach
    void check() {
        recorder.check();
    }

    @Test
    void sessionThatConnectsAsItOpens_showsConnect() {
        try (SessionFactory sessions = open()) {
            Span request = recorder.openTelemetry()
                    .getTracer("application")
                    .spanBuilder("request")
                    .startSpan();
            try (Scope scope = request.makeCurrent();
                    Session session = sessions.openSession()) {
                Factories.select(session);
            } finally {
                request.end();
            }
        }
        assertThat(recorder.traces().text()).startsWith("""
                request
                  connect
                  operation getSingleResult
                    serialize
                    db_query CLIENT select
                    hydrate""");
    }

    @Test
    void statelessSessionThatConnectsAsItOpens_showsConnect() {
        try (SessionFactory sessions = open()) {
            sessions.inStatelessSession(session ->
                    session.createNativeQuery(Factories.SELECT, Integer.class).getSingleResult());
        }
        assertThat(recorder.traces().text()).startsWith("""
                connect
                operation getSingleResult
                  serialize
                  db_query CLIENT select
                  hydrate""");
    }

    private SessionFactory open() {
        return Factories.open(
                recorder,
                Map.of(
                        AvailableSettings.DATASOURCE,
                        Factories.database(),
                        AvailableSettings.CONNECTION_HANDLING,
                        "IMMEDIATE_ACQUISITION_AND_HOLD"));
    }
}
