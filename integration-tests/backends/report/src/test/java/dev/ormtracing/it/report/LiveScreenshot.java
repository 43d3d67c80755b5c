package dev.ormtracing.it.report;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Takes pictures of the shop of {@code examples/spring-boot} that runs, with its badge, and of its live page. Arguments: the
 * shop's address, and the directory for {@code badge.png}, {@code live-page-light.png} and {@code live-page-dark.png}.
 */
public final class LiveScreenshot {

    private LiveScreenshot() {}

    public static void main(String[] arguments) throws IOException {
        URI shop = URI.create(arguments[0]);
        Path images = Path.of(arguments[1]);
        try (ReportInChromium chromium = ReportInChromium.start("--hide-scrollbars")) {
            chromium.resize(860, 520);
            chromium.emulate("", "light");
            for (String path : new String[] {"products", "orders", "orders/1000001", "orders/1", ""}) {
                chromium.open(shop.resolve(path));
            }
            chromium.await("document.querySelector('orm-traces-badge')");
            Files.write(images.resolve("badge.png"), chromium.picture());
            chromium.resize(1440, 900);
            for (String scheme : new String[] {"light", "dark"}) {
                chromium.emulate("", scheme);
                chromium.open(shop.resolve("orm-traces"));
                chromium.await("document.querySelectorAll('#live-rows tr').length > 4"
                        + " && document.querySelector('#totals dd').textContent !== '0'");
                Files.write(images.resolve("live-page-" + scheme + ".png"), chromium.picture());
            }
        }
    }
}
