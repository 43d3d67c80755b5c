package dev.ormtracing.it.report;

import dev.ormtracing.testing.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes pictures of the quickstart's report at its N+1 and of its flames, and of a comparison. Arguments: the report, and
 * the directory for {@code report-light.png}, {@code report-dark.png}, {@code report-flame.png} and
 * {@code report-comparison.png}.
 */
public final class ReportScreenshot {

    private ReportScreenshot() {}

    public static void main(String[] arguments) throws IOException {
        Path report = Path.of(arguments[0]);
        Path images = Path.of(arguments[1]);
        try (ReportInChromium chromium = ReportInChromium.start("--hide-scrollbars")) {
            chromium.resize(1280, 800);
            for (String scheme : new String[] {"light", "dark"}) {
                chromium.emulate("", scheme);
                chromium.open(report);
                chromium.click("#tab-repetitions");
                chromium.click("#repetitions tbody button");
                Files.write(images.resolve("report-" + scheme + ".png"), chromium.picture());
            }
            chromium.emulate("", "light");
            chromium.resize(1280, 560);
            chromium.open(report);
            chromium.click("#tab-flame");
            chromium.click("#flame-shape");
            Files.write(images.resolve("report-flame.png"), chromium.picture());
            chromium.resize(1280, 800);
            compare(chromium);
            Files.write(images.resolve("report-comparison.png"), chromium.picture());
        }
    }

    /** A list that became slower, and an N+1 that became longer. */
    private static void compare(ReportInChromium chromium) throws IOException {
        Path directory = Files.createTempDirectory("report");
        Path before = HtmlReport.of(SampleTraces.loop(3, 1_000_000))
                .withTitle("Posts, Monday")
                .write(directory.resolve("monday.html"));
        chromium.open(HtmlReport.of(SampleTraces.loop(10, 2_000_000))
                .withTitle("Posts, Tuesday")
                .write(directory.resolve("tuesday.html")));
        chromium.click("#tab-comparison");
        chromium.upload("#before-file", before);
        chromium.await("document.querySelector('#comparison table')");
        chromium.run("document.activeElement.blur()");
    }
}
