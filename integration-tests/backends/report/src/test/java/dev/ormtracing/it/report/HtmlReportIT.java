package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.report.HtmlReportRenderer;
import dev.ormtracing.testing.SpanTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** What somebody who opens the report sees and can do. */
class HtmlReportIT {

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

    @BeforeEach
    void open() throws IOException {
        chromium.emulate("", "light");
        chromium.open(SampleTraces.few(), directory);
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void tree_hasItsRowsAndLevels() {
        assertThat(chromium.rows()).isEqualTo("""
                - GET /users *
                  - User.getResultList
                    serialize
                    connect
                    select users
                    hydrate
                  - Post.persist
                    serialize
                    connect
                    select users
                    hydrate
                select users
                """);
        assertThat(chromium.one("#tree").getDomAttribute("aria-rowcount")).isEqualTo("13");
        assertThat(chromium.one("#row-6").getDomAttribute("aria-posinset")).isEqualTo("2");
        assertThat(chromium.one("#row-6").getDomAttribute("aria-setsize")).isEqualTo("2");
        assertThat(chromium.text("#row-6")).contains("Post.persist", "✕ Failure", "+6.00 ms", "4.00 ms");
        assertThat(chromium.text("#row-0")).contains("N+1");
        assertThat(chromium.text("#totals")).contains("Spans\n12", "Statements\n3", "Errors\n1", "N+1\n1");
    }

    @Test
    void bars_areWhereTheirSpansAre() {
        assertThat(chromium.run("""
                const bar = document.querySelector('#row-6 .bar').getBoundingClientRect();
                const whole = document.querySelector('#row-6 .timeline').getBoundingClientRect();
                return [(bar.left - whole.left) / whole.width, bar.width / whole.width]
                        .map(part => Math.round(100 * part)).join()""")).isEqualTo("50,33");
    }

    @Test
    void keys_walkAndFold() {
        chromium.focusTree().press(Keys.ARROW_DOWN, Keys.ARROW_LEFT);
        assertThat(chromium.rows()).startsWith("""
                - GET /users
                  + User.getResultList *
                  - Post.persist
                """);

        chromium.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(selected()).isEqualTo("serialize");

        chromium.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.SPACE);
        assertThat(chromium.rows()).isEqualTo("""
                + GET /users *
                select users
                """);

        chromium.press(Keys.END);
        assertThat(selected()).isEqualTo("select users");
        chromium.press(Keys.HOME, Keys.ARROW_UP);
        assertThat(selected()).isEqualTo("GET /users");
        assertThat(chromium.one("#tree").getDomAttribute("aria-activedescendant"))
                .isEqualTo("row-0");
    }

    @Test
    void enter_goesToTheDetailsAndEscapeComesBack() {
        chromium.focusTree().press(Keys.ENTER);
        assertThat(focused()).isEqualTo("details");

        chromium.press(Keys.ESCAPE);
        assertThat(focused()).isEqualTo("tree");
    }

    @Test
    void slash_goesToTheFilter() {
        chromium.focusTree().press("/");
        assertThat(focused()).isEqualTo("search");

        chromium.press("hydrate/", Keys.ESCAPE);
        assertThat(chromium.one("#search").getDomProperty("value")).isEmpty();
    }

    @Test
    void tab_visitsEverythingOnce() {
        chromium.run("document.activeElement.blur()");
        List<String> order = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            chromium.press(Keys.TAB);
            order.add(focused());
        }
        // The three numbers above the tabs that filter have no names of their own.
        assertThat(order)
                .startsWith("scheme")
                .endsWith(
                        "tab-traces",
                        "search",
                        "errors",
                        "sort",
                        "scale",
                        "expand",
                        "collapse",
                        "Save as",
                        "zoom-in",
                        "zoom-fit",
                        "tree");
    }

    @Test
    void focus_isVisible() {
        chromium.run("document.getElementById('zoom-fit').focus()");
        chromium.press(Keys.TAB);

        assertThat(focused()).isEqualTo("tree");
        assertThat(chromium.run("return getComputedStyle(document.getElementById('row-0')).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void filter_keepsWhatMatchesAndWhatIsAbove() {
        chromium.filter("persist");
        assertThat(chromium.rows()).isEqualTo("""
                - GET /users
                  Post.persist *
                """);
        assertThat(chromium.text("#found")).isEqualTo("1 span found");

        chromium.filter(">3.9ms type:operation");
        assertThat(chromium.text("#found")).isEqualTo("2 spans found");

        chromium.filter("no such thing");
        assertThat(chromium.rows()).isEqualTo("\n");
        assertThat(chromium.text("#found")).isEqualTo("Nothing found");

        chromium.press(Keys.ESCAPE);
        assertThat(chromium.rows().lines()).hasSize(12);
    }

    @Test
    void filter_knowsShortSpansFailuresAndRepetitions() {
        chromium.filter("<0.2ms");
        assertThat(chromium.text("#found")).isEqualTo("2 spans found");
        chromium.filter("error");
        assertThat(chromium.rows()).contains("Post.persist *");
        assertThat(chromium.text("#found")).isEqualTo("1 span found");
        chromium.filter("n+1");
        assertThat(chromium.rows()).isEqualTo("GET /users *\n");
    }

    @ParameterizedTest
    @CsvSource({"Statements, 3 spans found", "Errors, 1 span found", "N+1, 1 span found"})
    void numbers_showWhatTheyCount(String name, String found) {
        chromium.run(
                "[...document.querySelectorAll('#totals div')].find(one => one.querySelector('dt').textContent === '"
                        + name + "').querySelector('button').click()");

        assertThat(chromium.text("#found")).isEqualTo(found);
        assertThat(focused()).isEqualTo("tree");
    }

    @Test
    void traces_canBeSorted() {
        chromium.run("document.getElementById('collapse').click()");
        select("sort", "statements");
        assertThat(chromium.rows().replace(" *", "")).isEqualTo("+ GET /users\nselect users\n");

        chromium.open(reversed());
        chromium.run("document.getElementById('collapse').click()");
        assertThat(chromium.rows().replace(" *", "")).isEqualTo("select users\n+ GET /users\n");
        select("sort", "nanos");
        assertThat(chromium.rows().replace(" *", "")).isEqualTo("+ GET /users\nselect users\n");
        chromium.focusTree().press(Keys.HOME, Keys.SPACE, Keys.ARROW_DOWN);
        assertThat(selected()).isEqualTo("User.getResultList");
    }

    /** The same traces, the short one first. */
    private Path reversed() {
        List<SpanTree> trees = new ArrayList<>(SampleTraces.few().trees());
        Collections.reverse(trees);
        try {
            return Files.writeString(
                    directory.resolve("reversed.html"), new HtmlReportRenderer().html("Reversed", trees));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void select(String id, String value) {
        chromium.run("const box = document.getElementById('" + id + "'); box.value = '" + value
                + "'; box.dispatchEvent(new Event('change'))");
    }

    @Test
    void oneScale_makesTracesComparable() {
        String width = "return Math.round(100 * parseFloat(document.querySelector('#row-11 .bar').style.width))";
        assertThat(chromium.run(width)).isEqualTo(10_000L);

        chromium.click("#scale");

        assertThat(chromium.run(width)).isEqualTo(833L);
        assertThat(chromium.one("#scale").getDomAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void scheme_canBeChosen() {
        String back = "return getComputedStyle(document.body).backgroundColor";
        assertThat(chromium.run(back)).isEqualTo("rgb(255, 255, 255)");

        chromium.click("#scheme");
        assertThat(chromium.run(back)).isEqualTo("rgb(20, 23, 28)");
        assertThat(chromium.text("#scheme")).isEqualTo("Light");

        chromium.click("#scheme");
        assertThat(chromium.run(back)).isEqualTo("rgb(255, 255, 255)");
    }

    @Test
    void scheme_followsTheSystemUntilItIsChosen() {
        chromium.emulate("", "dark");
        chromium.await("document.getElementById('scheme').textContent === 'Light'");

        chromium.click("#scheme");
        chromium.emulate("", "light");
        chromium.emulate("", "dark");
        assertThat(chromium.text("#scheme")).isEqualTo("Dark");
    }

    @Test
    void statement_isInItsRow() {
        assertThat(chromium.text("#row-4 .type")).isEqualTo("select u.id, u.name from users u where u.id=?");
    }

    @Test
    void address_leadsToItsSpan() throws IOException {
        Path file = directory.resolve("report.html");
        String html = Files.readString(file);
        String trace = html.replaceAll("(?s).*?\"traces\":\\[\\{\"id\":\"(\\w+)\".*", "$1");
        String span =
                html.replaceAll("(?s).*\"id\":\"(\\w{16})\",\"trace\":0,[^}]*?\"label\":\"Post.persist\".*", "$1");

        chromium.open(URI.create("about:blank"));
        chromium.open(URI.create(file.toUri() + "#" + trace + "-" + span));

        assertThat(selected()).isEqualTo("Post.persist");
    }

    @Test
    void traces_areExportedForOtherTools() {
        chromium.run(
                "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return '#'; }");

        chromium.click("#save-as summary");
        chromium.click("#jaeger");
        chromium.await("window.saved");
        assertThat(chromium.run(
                        "const all = JSON.parse(window.saved).data; return all.map(trace => trace.spans.length).join()"
                                + " + ' ' + all[0].spans[6].operationName + ' ' + all[0].spans[6].duration"
                                + " + ' ' + (all[0].spans[6].references[0].spanID === all[0].spans[0].spanID)"))
                .isEqualTo("11,1 orm:client:operation 4000 true");

        chromium.run("window.saved = undefined");
        chromium.click("#save-as summary");
        chromium.click("#perfetto");
        chromium.await("window.saved");
        assertThat(chromium.run(
                        "const all = JSON.parse(window.saved).traceEvents; return all.length + ' ' + all[6].name"
                                + " + ' ' + all[6].dur + ' ' + all[6].ph + ' ' + Math.round(all[6].ts - all[0].ts)"))
                .isEqualTo("12 Post.persist 4000 X 6000");
    }

    @Test
    void narrowWindow_hasEverything() throws IOException {
        chromium.resize(390, 844);
        try {
            chromium.open(SampleTraces.few(), directory);

            assertThat((String) chromium.run("""
                    return [...document.querySelectorAll('#page *')]
                        .filter(node => !node.closest('.treegrid, .tabs') && node.getBoundingClientRect().right > innerWidth + 1)
                            .map(node => node.tagName + '#' + node.id + '.' + node.className).join()""")).isEmpty();
            chromium.click("#row-6 .label");
            assertThat(chromium.text("#details")).contains("Post.persist");
        } finally {
            chromium.resize(1440, 900);
        }
    }

    @Test
    void failure_isNamedWhereItHappenedAndFoundOnce() throws IOException {
        chromium.open(SampleTraces.failing(), directory);
        assertThat(chromium.text("#totals")).contains("Errors\n1");
        chromium.filter("error");

        assertThat(chromium.text("#found")).isEqualTo("1 span found");
        assertThat(chromium.rows()).isEqualTo("""
            - GET /users
              - User.find
                select users *
            """);
        assertThat(chromium.text("#row-2 .mark")).isEqualTo("✕ Timeout");
        assertThat(chromium.text("#row-1 .mark")).isEqualTo("✕");
    }

    @Test
    void run_hasItsHeadings() {
        assertThat(chromium.text("#title")).isEqualTo("Sample");
        assertThat(chromium.text("#when")).isEqualTo("recorded 2023-11-14 22:13:20 UTC in 21.00 ms · h2");
    }

    @Test
    void texts_areCopiedAsTheyWereRecorded() {
        chromium.click("#row-4");
        chromium.click("#details .copy");
        chromium.await("document.querySelector('#details .copy').textContent === 'Copied'");
        chromium.run("document.getElementById('search').focus()");
        chromium.press(Keys.chord(Keys.CONTROL, "v"));

        assertThat(chromium.one("#search").getDomProperty("value"))
                .isEqualTo("select u.id, u.name from users u where u.id=?");
    }

    @Test
    void address_followsTheSelectionAndLeadsThereAgain() {
        chromium.click("#row-6");
        chromium.await("location.hash.length === 50");
        Object address = chromium.run("return location.hash");
        chromium.click("#row-0");
        chromium.await("location.hash !== '" + address + "'");

        chromium.run("location.hash = '" + address + "'");
        chromium.await("document.querySelector('#row-6').getAttribute('aria-selected') === 'true'");
        chromium.run("location.hash = '" + String.valueOf(address).substring(0, 33) + "'");
        chromium.await("document.querySelector('#row-0').getAttribute('aria-selected') === 'true'");
    }

    @Test
    void errorsOnly_isAFilter() {
        chromium.click("#errors");

        assertThat(chromium.rows()).isEqualTo("""
                - GET /users
                  Post.persist *
                """);
        assertThat(chromium.one("#errors").getDomAttribute("aria-pressed")).isEqualTo("true");
    }

    @Test
    void details_tellEverythingOfASpan() {
        chromium.click("#row-6");
        assertThat(chromium.text("#details"))
                .contains(
                        "Post.persist",
                        "orm:client:operation",
                        "✕ Error org.example.Failure",
                        "model",
                        "4.00 ms",
                        "33.3 %");

        chromium.click("#row-0");
        assertThat(chromium.text("#details"))
                .contains("GET /users", "SERVER", "Event orm.n_plus_one", "join fetch User.posts", "12.30 ms");
    }

    @Test
    void statement_isTextAndNeverAScript() {
        chromium.click("#row-11");

        assertThat(chromium.run("return document.querySelector('#details pre').textContent"))
                .isEqualTo(SampleTraces.HOSTILE.replace(" from ", "\nfrom ").replace(" where ", "\nwhere "));
        chromium.click("#tab-statements");
        assertThat((String) chromium.run("return document.querySelector('#statements').textContent"))
                .contains("</script><script>document.title");
        assertThat(chromium.title()).isEqualTo("Sample");
        assertThat(chromium.count("img")).isZero();
        assertThat(chromium.count("script")).isEqualTo(2);
    }

    @Test
    void statements_leadToTheirSpans() {
        chromium.click("#tab-statements");
        assertThat(chromium.text("#statements tbody tr"))
                .contains(
                        "select u.id, u.name from users u where u.id=?",
                        "2",
                        "4.80 ms",
                        "2.40 ms",
                        "User.getResultList, Post.persist");

        chromium.click("#statements tbody tr td:last-child button");
        assertThat(chromium.rows()).isEqualTo("""
                - GET /users
                  - User.getResultList
                    select users *
                  - Post.persist
                    select users
                """);
    }

    @Test
    void columns_sort() {
        chromium.click("#tab-statements");
        chromium.click("#statements th:nth-child(2) button");

        assertThat(chromium.one("#statements th:nth-child(2)").getDomAttribute("aria-sort"))
                .isEqualTo("descending");
        assertThat(chromium.count("#statements th[aria-sort]")).isEqualTo(1);
        assertThat(focused()).isEqualTo("Count");
    }

    @Test
    void repetitions_nameTheRemedyAndLeadToTheSpan() {
        chromium.click("#tab-repetitions");
        assertThat(chromium.text("#repetitions tbody"))
                .contains("User.posts", "12", "12.30 ms", "User.getResultList", "join fetch User.posts");

        chromium.click("#repetitions tbody button");
        assertThat(selected()).isEqualTo("GET /users");
        assertThat(focused()).isEqualTo("tree");
    }

    @Test
    void phases_addUp() {
        chromium.click("#tab-phases");

        assertThat(chromium.text("#phases")).contains("Database 5.80 ms\n44.6 %", "Application 4.00 ms\n30.8 %");
        assertThat(chromium.one("#overall .stacked").getDomAttribute("aria-label"))
                .isEqualTo("Time by phase: Application 30.8 %, Serialize 7.7 %, Pool wait 1.5 %, Database 44.6 %,"
                        + " Hydrate 15.4 %");
    }

    @Test
    void tabs_areWalkedWithArrows() {
        chromium.run("document.getElementById('tab-traces').focus()");
        chromium.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        assertThat(focused()).isEqualTo("tab-repetitions");
        assertThat(chromium.one("#repetitions").isDisplayed()).isTrue();
        assertThat(chromium.one("#traces").isDisplayed()).isFalse();
    }

    @Test
    void page_asksForNothing() {
        chromium.click("#tab-phases");

        assertThat(chromium.requests())
                .allMatch(url -> url.startsWith("file:") && url.endsWith("report.html") || url.startsWith("data:"));
    }

    @Test
    void policy_refusesTheNetworkAndForeignScripts() {
        assertThat(chromium.runAsync("""
                const done = arguments[0];
                const refused = [];
                addEventListener('securitypolicyviolation', event => {
                    refused.push(event.effectiveDirective);
                    if (refused.length === 3) {
                        done(refused.sort().join());
                    }
                });
                fetch('https://example.org/').catch(() => {});
                document.body.append(Object.assign(document.createElement('script'), { textContent: 'document.title = 1' }));
                document.body.append(Object.assign(document.createElement('img'), { src: 'https://example.org/x.png' }));
                """)).isEqualTo("connect-src,img-src,script-src-elem");
        assertThat(chromium.title()).isEqualTo("Sample");
        chromium.complaints();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void colours_haveContrast(String scheme) {
        chromium.emulate("", scheme);

        Map<?, ?> worst = (Map<?, ?>) chromium.run(Contrast.SCRIPT);

        assertThat(worst.get("scheme")).isEqualTo(scheme);
        assertThat((Double) worst.get("text")).as("text, %s", worst).isGreaterThanOrEqualTo(4.5);
        assertThat((Double) worst.get("graphics")).as("graphics, %s", worst).isGreaterThanOrEqualTo(3.0);
    }

    @Test
    void withoutScripts_thereAreNumbers() throws IOException {
        chromium.allowScripts(false);
        try {
            chromium.open(SampleTraces.few(), directory);

            assertThat(chromium.text("body"))
                    .contains(
                            "This page needs JavaScript", "Spans 12", "Statements 3", "Spans with an error 1", "N+1 1");
        } finally {
            chromium.allowScripts(true);
        }
    }

    @Test
    void print_hasEveryView() {
        chromium.emulate("print", "light");
        chromium.run("dispatchEvent(new Event('beforeprint'))");

        assertThat(chromium.text("#page")).contains("hydrate", "Statements by their shape", "Time by phase and trace");
        assertThat(chromium.one(".tools").isDisplayed()).isFalse();
    }

    private static String selected() {
        return chromium.text("#rows [aria-selected=true] .label");
    }

    private static String focused() {
        return (String) chromium.run("return document.activeElement.id || document.activeElement.textContent");
    }
}
