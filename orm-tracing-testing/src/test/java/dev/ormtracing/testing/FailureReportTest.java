package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

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
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The nested classes named {@code …Case} are run by the tests below, on an engine of their own. */
class FailureReportTest {

    @TempDir
    Path directory;

    @Test
    void failedTest_leavesItsTraces() throws IOException {
        run(TestsCase.class, true);

        assertThat(files()).containsExactly("TestsCase.fails.html", "TestsCase.leavesASpanOpen.html");
        assertThat(Files.readString(directory.resolve("TestsCase.fails.html")))
                .contains("\"title\":\"fails(OpenTelemetry, Traces)\"", "\"label\":\"User.find\"");
    }

    @Test
    void sharedByClass_leavesTheTracesOfTheTestAlone() throws IOException {
        run(SharedCase.class, true);

        assertThat(Files.readString(directory.resolve("SharedCase.fails.html")))
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
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void run(Class<?> tests, boolean asked) {
        EngineTestKit.engine("junit-jupiter")
                .configurationParameter(FailureReport.PARAMETER, String.valueOf(asked))
                .outputDirectoryCreator(new OneDirectory(directory))
                .selectors(selectClass(tests))
                .execute()
                .testEvents()
                .assertStatistics(statistics -> statistics.succeeded(1));
    }

    private record OneDirectory(Path root) implements OutputDirectoryCreator {

        @Override
        public Path getRootDirectory() {
            return root;
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) {
            return root;
        }
    }
}
