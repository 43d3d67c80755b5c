package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.console.TraceConsole;
import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What axe-core finds, in every view at once: nothing, by its rules of WCAG and of good practice. */
class AccessibilityIT {

    private static ReportInChromium chromium;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() {
        chromium = ReportInChromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void widen() {
        chromium.resize(1440, 900);
    }

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 1440", "light, 390"})
    void report_isAccessible(String scheme, int width) throws IOException {
        chromium.emulate("", scheme);
        chromium.resize(width, 844);
        Traces traces = SampleTraces.loop(10, 2_000_000);
        Path before = HtmlReport.of(SampleTraces.few()).write(directory.resolve("before.html"));
        chromium.open(traces, directory);
        chromium.click("#tab-comparison");
        chromium.upload("#before-file", before);
        chromium.await("document.querySelector('#comparison table')");
        chromium.click("#tab-traces");
        chromium.click("#row-2 .label");

        assertThat(violations()).isEmpty();
        chromium.open(SampleTraces.few(), directory);
        assertThat(violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"light, 1440", "dark, 1440", "light, 390"})
    void livePage_isAccessible(String scheme, int width) throws IOException {
        chromium.emulate("", scheme);
        chromium.resize(width, 844);
        try (TraceConsole console = TraceConsole.builder().port(0).start();
                SdkTracerProvider provider = SdkTracerProvider.builder()
                        .addSpanProcessor(console.spanProcessor())
                        .build()) {
            chromium.open(console.address());
            var request = provider.get("sample").spanBuilder("GET /users").startSpan();
            request.addEvent("orm.n_plus_one", SampleTraces.nPlusOne());
            request.end();
            chromium.await("document.querySelector('#live-rows .label')");
            assertThat(violations()).isEmpty();

            chromium.click("#tab-live");
            chromium.click("#live-rows button");
            chromium.await("document.querySelectorAll('#rows [role=row]').length === 1");
            assertThat(violations()).isEmpty();
        }
    }

    /** Each with the elements that it is about. All views are shown, in their places. */
    private static String violations() throws IOException {
        chromium.run(axe());
        return (String) chromium.runAsync("""
            const done = arguments[0];
            const shown = document.querySelector('[role=tab][aria-selected=true]');
            document.querySelectorAll('[role=tab]').forEach(tab => tab.click());
            shown.click();
            document.querySelectorAll('[role=tabpanel]').forEach(panel => { panel.hidden = false; });
            axe.run().then(
                    found => done(found.violations.map(violation => violation.id + ': ' + violation.help + '\\n'
                            + violation.nodes.map(node => '  ' + node.html.slice(0, 200) + '\\n    '
                                    + node.failureSummary.replaceAll('\\n', ' ')).join('\\n')).join('\\n')),
                    failure => done(String(failure)))""");
    }

    private static String axe() throws IOException {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
