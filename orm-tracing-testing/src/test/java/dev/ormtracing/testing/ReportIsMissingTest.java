package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.traces;
import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.opentelemetry.api.OpenTelemetry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Here orm-tracing-report is not on the class path, as where tests only assert. Its own tests have it. */
class ReportIsMissingTest {

    private static final String WHAT_TO_ADD = "dev.ormtracing:orm-tracing-report";

    @TempDir
    Path directory;

    @Test
    void html_saysWhatToAdd() {
        HtmlReport report = HtmlReport.of(traces(find("User")));

        assertThatThrownBy(report::html)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(WHAT_TO_ADD);
    }

    @Test
    void write_leavesNothingBehind() throws IOException {
        HtmlReport report = HtmlReport.of(traces(find("User")));

        assertThatThrownBy(() -> report.write(directory.resolve("some/where/report.html")))
                .isInstanceOf(IllegalStateException.class);
        assertThat(files()).containsExactly(directory);
    }

    @Test
    void failedTest_failsAsItWouldAndSaysWhatToAdd() throws IOException {
        PrintStream errorsBefore = System.err;
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
        Events tests;
        try {
            tests = EngineTestKit.engine("junit-jupiter")
                    .selectors(selectClass(TestsCase.class))
                    .configurationParameter(FailureReport.PARAMETER, "true")
                    .configurationParameter("junit.platform.reporting.output.dir", directory.toString())
                    .execute()
                    .testEvents();
        } finally {
            System.setErr(errorsBefore);
        }

        tests.assertThatEvents()
                .haveExactly(
                        1,
                        event(finishedWithFailure(
                                instanceOf(AssertionError.class),
                                message(text -> text.startsWith("Expecting an operation Post.find")))));
        assertThat(errors.toString(StandardCharsets.UTF_8))
                .contains("The traces of TestsCase.fails could not be written")
                .contains(WHAT_TO_ADD);
        assertThat(files()).noneMatch(Files::isRegularFile);
    }

    private Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.toList().stream();
        }
    }

    @ExtendWith(OrmTracingExtension.class)
    static class TestsCase {

        @Test
        void fails(OpenTelemetry openTelemetry, Traces traces) {
            find("User").record(openTelemetry);
            assertThatTraces(traces).hasOperation("Post.find");
        }
    }
}
