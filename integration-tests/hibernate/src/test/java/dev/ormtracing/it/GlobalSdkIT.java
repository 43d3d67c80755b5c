package dev.ormtracing.it;

import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.it.blog.User;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.it.servers.Database;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The global OpenTelemetry: absent, late, and not even on the class path. */
class GlobalSdkIT {

    @BeforeEach
    @AfterEach
    void forgetTheGlobal() {
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void sdkThatIsRegisteredAfterHibernateHasBooted_isUsed() {
        try (TraceRecorder recorder = TraceRecorder.create();
                TracedUnit unit = TracedUnit.create(
                        Database.H2, Database.H2.pool(), Database.H2.pool(), recorder, OrmTracing.global(), Map.of())) {
            unit.session(session -> session.find(User.class, 1L));
            assertThat(recorder.traces().trees()).isEmpty();

            recorder.registerGlobally();
            unit.session(session -> session.find(User.class, 1L));

            assertThatTraces(recorder.traces()).hasOperation("User.find").withQueries(1);
        }
    }

    @Test
    void applicationWithoutAnSdkOnItsClassPath_works() throws Exception {
        Process program = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        classPathWithoutSdk(),
                        ApiOnlyProgram.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        assertThat(outputOf(program)).contains("sdk=false factory=dev.ormtracing.hibernate.internal.subclass users=1");
        assertThat(program.waitFor()).isZero();
    }

    private static String outputOf(Process program) throws IOException {
        return new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String classPathWithoutSdk() {
        String[] entries = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(File.pathSeparator);
        return Arrays.stream(entries)
                .filter(entry -> !entry.contains("opentelemetry-sdk") && !entry.contains("orm-tracing-testing"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
