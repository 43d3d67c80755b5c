package dev.ormtracing.it.testkit;

import static dev.ormtracing.it.testkit.example.Application.sessionFactory;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.testkit.example.User;
import dev.ormtracing.testing.TraceRecorder;
import org.hibernate.SessionFactory;
import org.testng.annotations.AfterMethod;
import org.testng.annotations.BeforeMethod;
import org.testng.annotations.Test;

public class UserTests {

    private final TraceRecorder recorder = TraceRecorder.create();
    private final SessionFactory sessions = sessionFactory(OrmTracing.create(recorder.openTelemetry()));

    @BeforeMethod
    public void begin() {
        recorder.beginTest();
    }

    @AfterMethod
    public void end() {
        recorder.endTest();
    }

    @Test
    public void findIsOneQuery() {
        sessions.inSession(session -> session.find(User.class, 1));

        assertThatTraces(recorder.traces()).hasOperation("User.find").withQueries(1);
    }
}
