package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** 10,000 spans stay fluid. The bounds are ten times what a small machine needs, lest a busy one fails. */
class ManySpansIT {

    private static final int SPANS = 10_001;

    @TempDir
    Path directory;

    @Test
    void tenThousandSpans_openAndScrollAtOnce() throws Exception {
        try (ReportInChromium chromium = ReportInChromium.start()) {
            chromium.open(SampleTraces.many(SPANS), directory);
            long ready = number(chromium.run("return performance.getEntriesByName('orm-tracing-ready')[0].startTime"));
            chromium.click("#expand");
            chromium.focusTree().press(Keys.END);
            String atTheEnd = chromium.rows();
            long rows = chromium.count("#rows [role=row]");
            Map<?, ?> scroll = (Map<?, ?>) chromium.runAsync(SCROLL);
            chromium.filter("user.find1999");

            System.out.printf(
                    "%d spans, %d KiB: ready after %d ms, %d rows in the DOM, scroll %s%n",
                    SPANS, Files.size(directory.resolve("report.html")) / 1024, ready, rows, scroll);
            assertThat(chromium.text("#totals")).contains("Spans\n10,001");
            assertThat(ready).isLessThan(20_000);
            assertThat(rows).isLessThan(100);
            assertThat(atTheEnd).endsWith("    hydrate *\n");
            assertThat(number(scroll.get("longest"))).isLessThan(10_000);
            assertThat(chromium.rows()).isEqualTo("""
                    - GET /users
                      User.find1999 *
                    """);
            assertThat(chromium.complaints()).isEmpty();
        }
    }

    /** From the top to the end in 120 frames: the longest frame, and how many tasks were long (over 50 ms). */
    private static final String SCROLL = """
            const done = arguments[0];
            const grid = document.getElementById('tree');
            const tasks = [];
            new PerformanceObserver(list => tasks.push(...list.getEntries())).observe({ type: 'longtask' });
            const times = [];
            let frame = 0;
            function step(now) {
                times.push(now);
                grid.scrollTop = grid.scrollHeight * frame / 120;
                if (frame++ < 120) {
                    requestAnimationFrame(step);
                } else {
                    const frames = times.slice(1).map((time, n) => time - times[n]);
                    done({
                        longest: Math.max(...frames),
                        mean: frames.reduce((a, b) => a + b) / frames.length,
                        longTasks: tasks.length,
                    });
                }
            }
            requestAnimationFrame(step);
            """;

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
