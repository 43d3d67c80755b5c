package dev.ormtracing.report.internal;

import static dev.ormtracing.report.internal.SampleSpan.app;
import static dev.ormtracing.report.internal.SampleSpan.find;
import static dev.ormtracing.report.internal.SampleSpan.operation;
import static dev.ormtracing.report.internal.SampleSpan.orm;
import static dev.ormtracing.report.internal.SampleSpan.query;
import static dev.ormtracing.report.internal.SampleSpan.traces;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

        assertThat(lines(traces, "statements", "text", "summary", "count", "total", "p95", "max", "rows", "operations"))
                .isEqualTo("""
                        COMMIT | COMMIT | 1 | 100000 | 100000 | 100000 | - | {=1}
                        select u from users u where u.id in (?, …) | select users | 2 | 20000 | 10000 | 10000 | 7 | {User.find=2}
                        """);
    }

    @Test
    void operations_areGroupedByName() {
        Traces traces = traces(
                find("User"),
                operation("Post.persist").at(0, 100_000),
                operation("Post.persist").at(0, 300_000));

        assertThat(lines(traces, "operations", "name", "count", "total", "p95", "max", "statements", "failures"))
                .isEqualTo("""
                        Post.persist | 2 | 400000 | 300000 | 300000 | 0 | 0
                        User.find | 1 | 45000 | 45000 | 45000 | 1 | 0
                        """);
    }

    @Test
    void p95_leavesOutTheSlowestInTwenty() {
        SampleSpan[] twenty = IntStream.rangeClosed(1, 20)
                .mapToObj(i -> operation("User.find").at(0, i * 1000L))
                .toArray(SampleSpan[]::new);

        assertThat(lines(traces(twenty), "operations", "p95", "max")).isEqualTo("19000 | 20000\n");
    }

    @Test
    void slowest_isWhereItCanBeFound() {
        Traces traces = traces(
                operation("User.find").at(0, 1000), operation("User.find").at(0, 2000));
        SpanData slowest = traces.trees().get(1).span();

        assertThat(lines(traces, "operations", "slowest"))
                .isEqualTo(slowest.getTraceId() + "-" + slowest.getSpanId() + "\n");
    }

    @Test
    void failure_isCountedOnceHoweverManySpansItPasses() {
        SampleSpan request = app("GET /users")
                .fails()
                .with(operation("User.find")
                        .fails()
                        .with(
                                query("select users").fails(),
                                query("select users").fails()));

        assertThat(new ReportData("Test", traces(request).trees()).errorCount()).isEqualTo(2);
    }

    @Test
    void summary_isOneLineOfATrace() {
        SampleSpan request = app("GET /users")
                .at(0, 100_000)
                .with(
                        operation("User.find").attribute("orm.rows.read", 3).with(query("select users")),
                        query("select posts").attribute("db.response.returned_rows", 4),
                        query("COMMIT"))
                .nPlusOne("User.posts", 7, 0.002, "User.getResultList", "join fetch");

        assertThat(new ReportData("Test", traces(request).trees()).summary())
                .containsEntry("label", "GET /users")
                .containsEntry("content", "User.find")
                .containsEntry("nanos", 100_000L)
                .containsEntry("spans", 5)
                .containsEntry("statements", 2)
                .containsEntry("rows", 7L)
                .containsEntry("errors", 0L)
                .containsEntry("repetitions", 1);
    }

    @Test
    void livePage_hasThePolicyOfItsHeader() {
        ReportPage.LivePage page = ReportPage.live(Map.of("token", "</script>"));

        assertThat(page.policy()).endsWith("; frame-ancestors 'none'").contains(" connect-src 'self';");
        assertThat(page.html())
                .contains(page.policy().replace("; frame-ancestors 'none'", ""), "\\u003c/script\\u003e")
                .doesNotContainPattern("@\\{\\w+}")
                .doesNotContain("innerHTML");
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
                        "cache",
                        0L,
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

        assertThat(lines(traces, "repetitions", "what", "count", "total", "owners", "remedy", "below"))
                .isEqualTo("User.posts | 7 | 2000000 | User.getResultList | join fetch | GET /users\n");
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

    /** A line for each entry of a table. */
    private static String lines(Traces traces, String table, String... columns) {
        List<?> rows = (List<?>) new ReportData("Test", traces.trees()).json().get(table);
        return rows.stream()
                .map(row -> Stream.of(columns)
                        .map(column -> Objects.toString(((Map<?, ?>) row).get(column), "-"))
                        .collect(joining(" | ", "", "\n")))
                .collect(joining());
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
