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

/** The flame view, of a trace as it ran and of all by shape. */
class FlameIT {

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
        chromium.open(SampleTraces.few(), directory);
        chromium.click("#tab-flame");
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void trace_isThereAsItRan() {
        assertThat(blocks()).isEqualTo("""
            GET /users 0,100
              User.getResultList 8,33
                serialize 8,4
                connect 12,1
                select users 13,20
                hydrate 33,8
              Post.persist 50,33
                serialize 50,4
                connect 54,1
                select users 55,20
                hydrate 75,8
            """);
        assertThat(chromium.text("#flame-block"))
                .contains("GET /users", "12.00 ms", "4.00 ms self", "100.0 % of the trace");
    }

    @Test
    void otherTrace_canBeChosen() {
        chromium.run("const box = document.getElementById('flame-which'); box.value = '1';"
                + " box.dispatchEvent(new Event('change'))");

        assertThat(blocks()).isEqualTo("select users 0,100\n");
    }

    @Test
    void shapes_areMergedTheWidestFirst() throws IOException {
        chromium.click("#flame-shape");

        assertThat(blocks()).isEqualTo("""
            2 traces 0,100
              GET /users 0,92
                User.getResultList 0,31
                  select users 0,18
                  hydrate 18,8
                  serialize 26,4
                  connect 30,1
                Post.persist 31,31
                  select users 31,18
                  hydrate 49,8
                  serialize 57,4
                  connect 61,1
              select users 92,8
            """);

        chromium.open(SampleTraces.loop(10, 2_000_000), directory);
        chromium.click("#tab-flame");
        chromium.click("#flame-shape");
        assertThat(blocks()).contains("  Post.tags.initialize ×10 ");
    }

    @Test
    void click_zoomsAndKeysWalk() {
        chromium.click("#block-1");
        assertThat(blocks()).startsWith("""
            GET /users 0,100
              User.getResultList 0,100
                serialize 0,12
            """).doesNotContain("Post.persist");
        assertThat(chromium.text("#flame-block")).contains("User.getResultList", "33.3 % of the trace");

        chromium.run("document.getElementById('flames').focus()");
        chromium.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(active()).startsWith("select users, 2.40 ms, 20.0 %");
        chromium.press(Keys.ENTER);
        assertThat(blocks()).contains("    select users 0,100");
        chromium.press(Keys.ESCAPE, Keys.ESCAPE);
        assertThat(blocks().toString()).startsWith("GET /users 0,100\n  User.getResultList 8,33\n");
        chromium.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        assertThat(active()).startsWith("Post.persist");

        chromium.click("#flame-block .link");
        assertThat(chromium.text("#rows [aria-selected=true] .label")).isEqualTo("Post.persist");
    }

    @Test
    void narrowBlocks_areOne() throws IOException {
        chromium.open(SampleTraces.many(10_001), directory);
        chromium.click("#tab-flame");

        assertThat(chromium.count("#blocks > *")).isBetween(2, 1_500);
        assertThat(chromium.text("#blocks")).contains("GET /users");

        chromium.run("document.getElementById('flames').focus()");
        chromium.press(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        assertThat(active()).startsWith("User.find1, 4.00 ms");
        chromium.click("#flame-shape");
        assertThat(chromium.count("#blocks > *")).isBetween(2, 3_000);
    }

    private static String active() {
        return (String) chromium.run("const flames = document.getElementById('flames'); return"
                + " document.getElementById(flames.getAttribute('aria-activedescendant')).getAttribute('aria-label')");
    }

    /** What is drawn, in its lanes: where each block begins and how wide it is, in percent. */
    private static String blocks() {
        return (String) chromium.run("""
            const whole = document.getElementById('flames').clientWidth;
            return [...document.querySelectorAll('#blocks > *')].map(block =>
                    '  '.repeat(block.getAttribute('aria-level') - 1) + block.title.replace(/ · .*/, '') + ' '
                    + [parseFloat(block.style.left), parseFloat(block.style.width) + 1]
                            .map(part => Math.round(100 * part / whole - 0.1)).join()).join('\\n') + '\\n'""");
    }
}
