package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.report.CompareReports;
import dev.ormtracing.testing.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report beside that of an earlier run. */
class ComparisonIT {

    private static ReportInChromium chromium;

    @TempDir
    Path directory;

    private Path before;
    private Path now;

    @BeforeAll
    static void start() {
        chromium = ReportInChromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @BeforeEach
    void open() throws IOException {
        before = HtmlReport.of(SampleTraces.loop(3, 1_000_000))
                .withTitle("Monday")
                .write(directory.resolve("before.html"));
        now = HtmlReport.of(SampleTraces.loop(10, 2_000_000))
                .withTitle("Tuesday")
                .write(directory.resolve("now.html"));
        chromium.open(now);
        chromium.click("#tab-comparison");
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void file_isComparedWith() {
        assertThat(chromium.text("#comparison")).contains("Choose the report of an earlier run");
        chromium.upload("#before-file", before);
        chromium.await("document.querySelector('#comparison table')");

        assertThat(chromium.text("#comparison"))
                .contains("Before: Monday", "before.html", "Statements\n3 → 10", "No N+1 has changed.")
                .contains("2 operations have changed", "1 statement has changed");
        assertThat(rows()).isEqualTo("""
            more | Post.tags.initialize | 3 → 10 | 666.7 µs → 550.0 µs
            slower | Post.getResultList | 1 | 1.00 ms → 2.00 ms
            more | select t.id from tags t where t.post=? | 3 → 10 | 666.7 µs → 550.0 µs
            """);

        chromium.click("#comparison tbody .link");
        assertThat(chromium.text("#rows [aria-selected=true] .label")).isEqualTo("Post.tags.initialize");
    }

    @Test
    void whatIsNewAndGone_isSaid() throws IOException {
        Path few = HtmlReport.of(SampleTraces.few()).write(directory.resolve("few.html"));
        chromium.upload("#before-file", few);
        chromium.await("document.querySelector('#comparison table')");

        assertThat(rows())
                .contains(
                        "gone | User.posts | 12 → – |",
                        "new | Post.getResultList | – → 1 |",
                        "gone | User.getResultList | 1 → – |",
                        "new | select t.id from tags t where t.post=? | – → 10 |");
    }

    @Test
    void json_isComparedWithToo() throws IOException {
        String html = Files.readString(before);
        String json = html.replaceAll("(?s).*id=\"data\">([^<]*)</script>.*", "$1");
        chromium.upload("#before-file", Files.writeString(directory.resolve("traces.json"), json));
        chromium.await("document.querySelector('#comparison table')");

        assertThat(rows()).startsWith("more | Post.tags.initialize | 3 → 10 |");
    }

    @Test
    void sameRun_hasNoChangesAndShowsAllOnRequest() {
        chromium.upload("#before-file", now);
        chromium.await("document.querySelector('#comparison .none')");
        assertThat(chromium.text("#comparison")).contains("No operation has changed.", "No statement has changed.");

        chromium.click("#comparison .none .link");
        assertThat(rows()).contains("same | Post.getResultList | 1 | 2.00 ms");
    }

    @Test
    void otherFile_isRefused() throws IOException {
        chromium.upload(
                "#before-file", Files.writeString(directory.resolve("other.html"), "<script>alert(1)</script>"));
        chromium.await("document.querySelector('#comparison .error').textContent");

        assertThat(chromium.text("#comparison .error"))
                .isEqualTo("other.html is neither a report nor the JSON of one.");
    }

    @Test
    void hostileReport_isText() throws IOException {
        Path hostile = HtmlReport.of(SampleTraces.few())
                .withTitle(SampleTraces.HOSTILE)
                .write(directory.resolve("hostile.html"));
        chromium.upload("#before-file", hostile);
        chromium.await("document.querySelector('#comparison table')");

        assertThat(rows()).contains("gone | " + SampleTraces.HOSTILE);
        assertThat(chromium.title()).isEqualTo("Tuesday");
        assertThat(chromium.count("img")).isZero();
        assertThat(chromium.count("script")).isEqualTo(2);
    }

    @Test
    void droppedFile_isReadOnAnyView() {
        chromium.click("#tab-traces");
        chromium.run("""
            const transfer = new DataTransfer();
            const json = document.getElementById('data').textContent;
            transfer.items.add(new File([json], 'dropped.json'));
            document.getElementById('tree').dispatchEvent(
                    new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))""");
        chromium.await("document.getElementById('comparison').textContent.includes('dropped.json')");

        assertThat(chromium.one("#comparison").isDisplayed()).isTrue();
    }

    @Test
    void command_writesAPageThatOpensWithTheComparison() throws Exception {
        Path page = directory.resolve("some/comparison.html");
        Process command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of(CompareReports.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        CompareReports.class.getName(),
                        before.toString(),
                        now.toString(),
                        page.toString())
                .inheritIO()
                .start();
        assertThat(command.waitFor()).isZero();
        chromium.open(page);

        assertThat(chromium.one("#comparison").isDisplayed()).isTrue();
        assertThat(chromium.text("#comparison")).contains("Before: Monday", "before.html");
        assertThat(rows()).startsWith("more | Post.tags.initialize | 3 → 10 |");
    }

    private static String rows() {
        return (String) chromium.run("""
            return [...document.querySelectorAll('#comparison tbody tr')].map(row =>
                    [...row.cells].slice(0, 4).map(cell => cell.textContent).join(' | ')).join('\\n') + '\\n'""");
    }
}
