package dev.ormtracing.report;

import static dev.ormtracing.report.SampleSpan.app;
import static dev.ormtracing.report.SampleSpan.find;
import static dev.ormtracing.report.SampleSpan.operation;
import static dev.ormtracing.report.SampleSpan.orm;
import static dev.ormtracing.report.SampleSpan.query;
import static dev.ormtracing.report.SampleSpan.traces;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page is made of; how it behaves is tested in a browser, by the module integration-tests/report. */
class HtmlReportTest {

    private static final String HOSTILE =
            "select '</script><script>alert(1)</script>', \"é&<!--\u2028\ud83d\ude00\ud800\"";

    @Test
    void write_makesDirectoriesAndReplacesTheFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("some/where/report.html");
        HtmlReport.of(traces()).write(file);

        Path written = HtmlReport.of(traces(find("User"))).write(file);

        assertThat(written).isAbsolute().isEqualTo(file.toAbsolutePath());
        assertThat(Files.readString(file)).startsWith("<!DOCTYPE html>").contains("\"label\":\"User.find\"");
    }

    @Test
    void statements_canNeitherEndTheScriptNorOpenAComment() {
        String html = HtmlReport.of(traces(query("select").attribute("db.query.text", HOSTILE)))
                .withTitle(HOSTILE)
                .html();

        assertThat(html)
                .doesNotContain("alert(1)</script>")
                .doesNotContain("<!--")
                .doesNotContain("\u2028")
                .contains("\\u003c/script\\u003e\\u003cscript\\u003ealert(1)")
                .contains("é\\u0026\\u003c!--\\u2028\ud83d\ude00\\ud800");
    }

    @Test
    void placeholdersInData_stayWhatTheyAre() {
        assertThat(HtmlReport.of(traces(app("@{script} $1 \\"))).html()).contains("\"label\":\"@{script} $1 \\u005c\"");
    }

    @Test
    void page_asksForNothingAndSaysSo() {
        String html = HtmlReport.of(traces(find("User"))).html();

        assertThat(html)
                .contains("default-src 'none'; style-src 'sha256-")
                .containsPattern("script-src 'sha256-[^']+';");
        assertThat(html).doesNotContainPattern("@\\{\\w+}").doesNotContain("innerHTML");
        assertThat(html.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http:")
                .doesNotContain("https:");
    }

    @Test
    void page_hasItsNumbersWithoutAScriptToo() {
        String html = HtmlReport.of(traces(find("User"), find("Post"))).html();

        assertThat(html).contains("<th scope=\"row\">Traces</th><td>2</td>", "<th scope=\"row\">Spans</th><td>10</td>");
    }

    @Test
    void statements_areGroupedByShape() {
        Traces traces = traces(
                operation("User.find").with(in("?").attribute("db.response.returned_rows", 3)),
                operation("User.find").with(in("?,?, ?").attribute("db.response.returned_rows", 4)),
                query("COMMIT").at(0, 100_000));

        assertThat(json(traces).get("statements"))
                .isEqualTo(List.of(
                        Map.of(
                                "text",
                                "COMMIT",
                                "summary",
                                "COMMIT",
                                "count",
                                1,
                                "total",
                                100_000L,
                                "max",
                                100_000L,
                                "operations",
                                Map.of("", 1)),
                        Map.of(
                                "text",
                                "select u from users u where u.id in (?, …)",
                                "summary",
                                "select users",
                                "count",
                                2,
                                "total",
                                20_000L,
                                "max",
                                10_000L,
                                "rows",
                                7L,
                                "operations",
                                Map.of("User.find", 2))));
    }

    private static SampleSpan in(String parameters) {
        return query("select users")
                .attribute("db.query.text", "select u from users u where u.id IN (" + parameters + ")");
    }

    @Test
    void phases_countEachInstantOnce() {
        SampleSpan request = app("GET /users")
                .at(0, 100_000)
                .with(orm("transaction")
                        .at(10_000, 90_000)
                        .with(operation("User.find")
                                .at(20_000, 80_000)
                                .with(
                                        orm("compile").at(20_000, 25_000),
                                        orm("serialize").at(25_000, 28_000),
                                        orm("connect").at(28_000, 30_000),
                                        query("select users").at(30_000, 60_000),
                                        orm("hydrate").at(60_000, 75_000))));

        assertThat(phases(traces(request)))
                .isEqualTo(Map.of(
                        "application",
                        40_000L,
                        "hibernate",
                        5_000L,
                        "compile",
                        5_000L,
                        "serialize",
                        3_000L,
                        "pool_wait",
                        2_000L,
                        "database",
                        30_000L,
                        "hydrate",
                        15_000L));
    }

    @Test
    void phases_thatAreDurationsOfTheirOperationCountToo() {
        Traces traces = traces(operation("User.find")
                .at(0, 100_000)
                .attribute("orm.hydrate.duration", 0.00003)
                .attribute("orm.serialize.duration", 0.00001)
                .with(query("select users").at(10_000, 60_000)));

        assertThat(phases(traces))
                .containsEntry("hydrate", 30_000L)
                .containsEntry("serialize", 10_000L)
                .containsEntry("database", 50_000L)
                .containsEntry("hibernate", 10_000L);
    }

    @Test
    void childrenThatRunAtOnce_coverTheirParentOnce() {
        SampleSpan request = app("GET /users")
                .at(0, 100_000)
                .with(app("one").at(10_000, 50_000), app("two").at(20_000, 60_000));

        assertThat(ReportSpan.of(traces(request).trees()).get(0).ownNanos()).isEqualTo(50_000);
    }

    @Test
    void repetitions_areReadFromTheirEvents() {
        Traces traces = traces(app("GET /users").nPlusOne("User.posts", 7, 0.002, "User.getResultList", "join fetch"));

        assertThat(json(traces).get("repetitions"))
                .isEqualTo(List.of(Map.of(
                        "span",
                        0,
                        "what",
                        "User.posts",
                        "count",
                        7L,
                        "total",
                        2_000_000L,
                        "owners",
                        "User.getResultList",
                        "remedy",
                        "join fetch")));
    }

    @Test
    void spansThatHaveNotEnded_areThereWithWhatIsKnown() {
        TraceRecorder recorder = TraceRecorder.create();
        Span transaction = recorder.openTelemetry()
                .getTracer("sample")
                .spanBuilder("orm:client:transaction")
                .startSpan();
        find("User").record(recorder.openTelemetry());

        assertThat(HtmlReport.of(recorder.traces()).html())
                .contains("\"label\":\"transaction\"", "\"label\":\"User.find\"");
        transaction.end();
    }

    @Test
    void nothingRecorded_isAPageToo() {
        assertThat(HtmlReport.of(List.of()).html()).contains("\"spans\":[]");
    }

    private static Map<String, Object> json(Traces traces) {
        return new ReportData("Test", traces.trees()).json();
    }

    private static Map<String, Long> phases(Traces traces) {
        long[] sums = ReportPhase.sums(ReportSpan.of(traces.trees()).stream());
        Map<String, Long> byName = new TreeMap<>();
        for (ReportPhase phase : ReportPhase.values()) {
            byName.put(phase.key(), sums[phase.ordinal()]);
        }
        return byName;
    }
}
