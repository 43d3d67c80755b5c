package dev.ormtracing.report.internal;

import static dev.ormtracing.report.internal.SampleSpan.find;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.ormtracing.testing.OrmTracingExtension;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The nested classes named {@code …Case} are run by the tests below, by a launcher of their own. */
class FailureReportTest {

    @TempDir
    Path directory;

    @Test
    void failedTest_leavesItsTraces() throws IOException {
        run(TestsCase.class, true);

        assertThat(files()).containsExactly("TestsCase.fails.html", "TestsCase.leavesASpanOpen.html");
        assertThat(content("TestsCase.fails.html"))
                .contains("\"title\":\"fails(OpenTelemetry, Traces)\"", "\"label\":\"User.find\"");
    }

    @Test
    void sharedByClass_leavesTheTracesOfTheTestAlone() throws IOException {
        run(SharedCase.class, true);

        assertThat(content("SharedCase.fails.html"))
                .contains("\"label\":\"Post.find\"")
                .doesNotContain("\"label\":\"User.find\"");
    }

    @Test
    void nothingIsWrittenUnlessAskedFor() throws IOException {
        run(TestsCase.class, false);

        assertThat(files()).isEmpty();
    }

    @ExtendWith(OrmTracingExtension.class)
    static class TestsCase {

        @Test
        void fails(OpenTelemetry openTelemetry, Traces traces) {
            find("User").record(openTelemetry);
            assertThatTraces(traces).hasOperation("Post.find");
        }

        @Test
        void leavesASpanOpen(OpenTelemetry openTelemetry) {
            openTelemetry.getTracer("t").spanBuilder("forgotten").startSpan();
        }

        @Test
        void succeeds(OpenTelemetry openTelemetry) {
            find("User").record(openTelemetry);
        }
    }

    static class SharedCase {

        @RegisterExtension
        static final OrmTracingExtension TRACING =
                OrmTracingExtension.builder().sharedByClass().build();

        @Test
        void succeeds(OpenTelemetry openTelemetry) {
            find("User").record(openTelemetry);
        }

        @Test
        void fails(OpenTelemetry openTelemetry, Traces traces) {
            find("Post").record(openTelemetry);
            assertThatTraces(traces).hasOperation("User.find");
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private String content(String name) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return Files.readString(
                    files.filter(file -> file.endsWith(name)).findAny().orElseThrow());
        }
    }

    private void run(Class<?> tests, boolean asked) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(tests))
                                .configurationParameter("orm.tracing.testing.report", String.valueOf(asked))
                                .configurationParameter("junit.platform.reporting.output.dir", directory.toString())
                                .build(),
                        summary);
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
    }
}
