package dev.ormtracing.it.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The badge in a page of the application, whose policy allows no style and no inline script. */
class BadgeIT {

    private static final String BADGE = "document.querySelector('orm-traces-badge')?.shadowRoot";

    private static ReportInChromium chromium;

    private final ApplicationWithBadge application;

    BadgeIT() throws IOException {
        application = new ApplicationWithBadge();
    }

    @BeforeAll
    static void start() {
        chromium = ReportInChromium.start();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @AfterEach
    void nothingIsWrong() {
        assertThat(chromium.complaints()).isEmpty();
        application.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void badge_saysWhatItsPageHasDone(String scheme) {
        chromium.emulate("", scheme);
        chromium.resize(390, 844);
        chromium.open(application.address());
        chromium.await(BADGE + "?.querySelector('a')");

        assertThat(chromium.run("return " + BADGE + ".querySelector('a').textContent"))
                .asString()
                .matches("12 statements · 1 N\\+1 · [0-9.,]+ ms");
        assertThat(
                        chromium.run(
                                "const box = " + BADGE + ".querySelector('div').getBoundingClientRect();"
                                        + "return box.width > 100 && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight"))
                .isEqualTo(true);
        assertThat(chromium.run("return getComputedStyle(" + BADGE + ".querySelector('div')).position"))
                .isEqualTo("fixed");
    }

    @Test
    void badge_leadsToItsTraceAndCanBeClosed() {
        chromium.open(application.address());
        chromium.await(BADGE + "?.querySelector('a')");
        String trace = (String) chromium.run("return " + BADGE + ".querySelector('a').href");
        chromium.run(BADGE + ".querySelector('button').click()");
        assertThat(chromium.count("orm-traces-badge")).isZero();

        assertThat(trace).matches(application.address() + "orm-traces#[0-9a-f]{32}");
        chromium.open(URI.create(trace));
        chromium.await("document.querySelectorAll('#rows [role=row]').length > 1");
        assertThat(chromium.text("#rows")).contains("GET /");
    }
}
