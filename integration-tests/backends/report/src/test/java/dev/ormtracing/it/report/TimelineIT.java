package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** Equal siblings, and the window of the time line: a list in 2 ms, a first collection in 1 ms, nine in 0.5 ms, of 10 ms. */
class TimelineIT {

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
        chromium.open(SampleTraces.loop(10, 2_000_000), directory);
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void equalSiblings_areOneRowThatOpens() {
        assertThat(chromium.rows()).isEqualTo("""
            - GET /posts *
              Post.getResultList
              + Post.tags.initialize ×10
            """);
        assertThat(chromium.text("#row-2")).contains("+2.00 ms", "5.50 ms");
        assertThat(chromium.text("#totals")).contains("Spans\n27", "Statements\n10");

        chromium.click("#row-2 .label");
        assertThat(chromium.text("#details"))
                .contains("Post.tags.initialize ×10", "the same 10 times in a row", "550.0 µs", "1.00 ms", "500.0 µs");
        assertThat(chromium.rows()).startsWith("""
            - GET /posts
              Post.getResultList
              - Post.tags.initialize ×10 *
                - Post.tags.initialize
                  select tags
                  hydrate
                - Post.tags.initialize
                  select tags
            """);

        chromium.click("#details .link");
        assertThat(chromium.text("#details"))
                .contains("Post.tags.initialize", "1.00 ms")
                .doesNotContain("×10");
        chromium.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        assertThat(chromium.rows()).endsWith("  + Post.tags.initialize ×10 *\n");
    }

    @Test
    void filter_findsTheSiblingsAndNotTheirRow() {
        chromium.filter("type:db_query");
        assertThat(chromium.text("#found")).isEqualTo("10 spans found");

        chromium.filter("tags.initialize");
        assertThat(chromium.text("#found")).isEqualTo("10 spans found");
        assertThat(chromium.count("#rows [role=row]:not(.context)")).isEqualTo(10);
    }

    @Test
    void exports_haveWhatWasRecorded() {
        chromium.run(
                "URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return '#'; }");
        for (String id : new String[] {"perfetto", "json"}) {
            chromium.run("window.saved = undefined");
            chromium.click("#save-as summary");
            chromium.click("#" + id);
            chromium.await("window.saved");
            assertThat(chromium.run(
                            "const all = JSON.parse(window.saved); return (all.traceEvents || all.spans).length"))
                    .isEqualTo(27L);
            assertThat(chromium.run("return document.getElementById('save-as').open"))
                    .isEqualTo(false);
        }
    }

    @Test
    void keys_zoomAndPanAndShowAllAgain() {
        assertThat(chromium.text("#shown")).isEqualTo("10.00 ms");
        chromium.focusTree().press(Keys.ARROW_DOWN, "f");
        assertThat(chromium.text("#shown")).isEqualTo("+0.0 µs to +2.20 ms of 10.00 ms");
        assertThat(bar(1)).isEqualTo("0,91");

        chromium.press(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
        assertThat(chromium.text("#shown")).isEqualTo("+550.0 µs to +2.75 ms of 10.00 ms");
        chromium.press("-");
        assertThat(chromium.text("#shown")).startsWith("+100.0 µs to +4.50 ms");
        chromium.press("+");
        assertThat(chromium.text("#shown")).startsWith("+550.0 µs to +2.75 ms");
        chromium.press("0");
        assertThat(chromium.text("#shown")).isEqualTo("10.00 ms");
        assertThat(chromium.one("#window").isDisplayed()).isFalse();
    }

    @Test
    void minimap_isDraggedTo() {
        chromium.drag("#map", 0.5, 0.75);
        assertThat(window()).isEqualTo("50,25");
        assertThat(bar(1)).isEqualTo("hidden");

        chromium.drag("#map", 0.6, 0.7);
        assertThat(window()).isEqualTo("60,25");

        chromium.click("#zoom-all");
        assertThat(chromium.one("#window").isDisplayed()).isFalse();
        assertThat(bar(1)).isEqualTo("0,20");
    }

    @Test
    void minimap_showsTheTraceInColours() {
        assertThat(chromium.run("""
            const map = document.getElementById('map');
            const drawn = map.getContext('2d').getImageData(0, 0, map.width, map.height).data;
            return new Set(new Uint32Array(drawn.buffer)).size > 3 && map.getAttribute('aria-label')""")).isEqualTo("Overview" + " of GET" + " /posts," + " 28 spans");
    }

    /** Where its window begins, and how wide it is, in percent. */
    private static Object window() {
        return chromium.run("const { left, width } = document.getElementById('window').style;"
                + " return [left, width].map(part => Math.round(parseFloat(part))).join()");
    }

    /** Where a bar begins, and how long it is, in percent. */
    private static Object bar(int row) {
        return chromium.run(
                "const bar = document.querySelector('#row-" + row + " .bar'); return bar.hidden ? 'hidden' :"
                        + " [bar.style.left, bar.style.width].map(part =>"
                        + " Math.round(parseFloat(part))).join()");
    }
}
