package dev.ormtracing.it.report;

import dev.ormtracing.testing.HtmlReport;
import dev.ormtracing.testing.Traces;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium that shows a report. The paths of browser and driver are given, so that none is looked for or loaded. */
final class ReportInChromium implements AutoCloseable {

    private static final int MAX_STARTS = 3;

    private final ChromeDriver driver;

    private ReportInChromium(ChromeDriver driver) {
        this.driver = driver;
    }

    static ReportInChromium start(String... moreArguments) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(new File(System.getProperty("report.browser", "/usr/bin/chromium")));
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                // A container's /dev/shm may be too small for a page.
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        options.addArguments(moreArguments);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = started(options);
        driver.manage().window().setSize(new Dimension(1440, 900));
        // On a busy machine a frame may take a second.
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return new ReportInChromium(driver);
    }

    /** On a busy machine the browser may not answer its driver in time, and the driver's port may be gone. */
    private static ChromeDriver started(ChromeOptions options) {
        for (int attempt = 1; ; attempt++) {
            try {
                return new ChromeDriver(
                        new ChromeDriverService.Builder()
                                .usingDriverExecutable(
                                        new File(System.getProperty("report.driver", "/usr/bin/chromedriver")))
                                .withTimeout(Duration.ofMinutes(2))
                                .build(),
                        options);
            } catch (WebDriverException failure) {
                if (attempt == MAX_STARTS) {
                    throw failure;
                }
            }
        }
    }

    void open(Traces traces, Path directory) throws IOException {
        open(HtmlReport.of(traces).withTitle("Sample").write(directory.resolve("report.html")));
    }

    void open(Path file) {
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        driver.get(file.toUri().toString());
    }

    void open(URI address) {
        logs(LogType.BROWSER);
        logs(LogType.PERFORMANCE);
        driver.get(address.toString());
    }

    /** Waits in the page until a condition of a script holds. */
    void await(String condition) {
        runAsync("const done = arguments[0];\nconst look = () => (" + condition
                + ") ? done(true) : setTimeout(look, 20);\nlook();");
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
    }

    byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** As a build server does that forbids scripts in the files that it serves. */
    void allowScripts(boolean allowed) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    void emulate(String media, String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** Keys to whatever has the focus. */
    ReportInChromium press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    ReportInChromium focusTree() {
        run("document.getElementById('tree').focus()");
        return this;
    }

    ReportInChromium filter(String text) {
        WebElement search = one("#search");
        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        search.sendKeys(text);
        return this;
    }

    /** The rows as they are read: level, state and label, indented by level. */
    String rows() {
        return (String) run("""
                const rows = [...document.querySelectorAll('#rows [role=row]')];
                rows.sort((one, other) => one.getAttribute('aria-rowindex') - other.getAttribute('aria-rowindex'));
                return rows.map(row => '  '.repeat(row.getAttribute('aria-level') - 1)
                        + ({ true: '- ', false: '+ ' }[row.getAttribute('aria-expanded')] || '')
                    + [row.querySelector('.label').textContent, row.querySelector('.times').textContent].join(' ').trim()
                        + (row.getAttribute('aria-selected') === 'true' ? ' *' : '')).join('\\n') + '\\n'""");
    }

    String text(String selector) {
        return one(selector).getText();
    }

    WebElement one(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    int count(String selector) {
        return driver.findElements(By.cssSelector(selector)).size();
    }

    void click(String selector) {
        one(selector).click();
    }

    /** As a reader who chooses a file. */
    void upload(String selector, Path file) {
        one(selector).sendKeys(file.toAbsolutePath().toString());
    }

    /** As a mouse that moves along an element with its button held. */
    void drag(String selector, double from, double until) {
        WebElement element = one(selector);
        int width = element.getSize().getWidth();
        new Actions(driver)
                .moveToElement(element, (int) (width * (from - 0.5)), 0)
                .clickAndHold()
                .moveToElement(element, (int) (width * (until - 0.5)), 0)
                .release()
                .perform();
    }

    Object run(String script) {
        Object result = driver.executeScript(script);
        return result == null ? "" : result;
    }

    Object runAsync(String script) {
        Object result = driver.executeAsyncScript(script);
        return result == null ? "" : result;
    }

    String title() {
        return String.valueOf(driver.getTitle());
    }

    /** Whatever the browser has complained of: errors of scripts, what the policy has refused. */
    List<String> complaints() {
        return logs(LogType.BROWSER);
    }

    /** The addresses that were asked for. */
    List<String> requests() {
        return logs(LogType.PERFORMANCE).stream()
                .filter(entry -> entry.contains("\"Network.requestWillBeSent\""))
                .map(entry -> entry.replaceAll("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
                .toList();
    }

    private List<String> logs(String type) {
        return driver.manage().logs().get(type).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
