package dev.ormtracing.it.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes pictures of the quickstart's report at its N+1. Arguments: the report, and the directory for
 * {@code report-light.png} and {@code report-dark.png}.
 */
public final class ReportScreenshot {

    private ReportScreenshot() {}

    public static void main(String[] arguments) throws IOException {
        try (ReportInChromium chromium = ReportInChromium.start("--hide-scrollbars")) {
            for (String scheme : new String[] {"light", "dark"}) {
                chromium.emulate("", scheme);
                chromium.open(Path.of(arguments[0]));
                chromium.click("#tab-repetitions");
                chromium.click("#repetitions tbody button");
                Files.write(Path.of(arguments[1], "report-" + scheme + ".png"), chromium.picture());
            }
        }
    }
}
