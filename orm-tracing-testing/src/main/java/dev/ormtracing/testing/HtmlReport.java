package dev.ormtracing.testing;

import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;

/**
 * Recorded traces as a page to look at: the trees with the time of each span, the statements by their shape, what was
 * loaded one by one, and where the time went.
 *
 * <pre>{@code
 * HtmlReport.of(traces).write(Path.of("target", "users.html"));
 * }</pre>
 *
 * <p>The page is made by {@code orm-tracing-report}, which has to be on the class path too.
 *
 * <p>The page is one file, in UTF-8. It needs nothing from the network and is forbidden to ask, by a content security
 * policy of its own. It contains whatever was recorded on the spans, statements and attributes included; all of that is
 * shown as text. 10,000 spans make a file of some megabytes that opens at once.
 *
 * <p>Immutable and thread-safe: the spans are as they were when the report was made.
 *
 * @since 0.1.0
 */
public final class HtmlReport {

    private final String title;
    private final List<SpanTree> trees;

    private HtmlReport(String title, List<SpanTree> trees) {
        this.title = title;
        this.trees = trees;
    }

    /** A report of what has happened until now, without what {@code traces} hides or ignores. */
    public static HtmlReport of(Traces traces) {
        return new HtmlReport("Traces", traces.trees());
    }

    /** Spans that were collected elsewhere, e.g. by the SDK's {@code InMemorySpanExporter}, in any order. */
    public static HtmlReport of(Collection<SpanData> spans) {
        return of(Traces.of(spans));
    }

    /** Returns this report with a different title. Default: {@code Traces}. */
    public HtmlReport withTitle(String title) {
        return new HtmlReport(Objects.requireNonNull(title, "title"), trees);
    }

    /**
     * The whole page.
     *
     * @throws IllegalStateException when {@code orm-tracing-report} is not on the class path
     */
    public String html() {
        return ServiceLoader.load(ReportRenderer.class, HtmlReport.class.getClassLoader())
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "the page of an HtmlReport is made by dev.ormtracing:orm-tracing-report; add it to the class path"))
                .html(title, trees);
    }

    /**
     * Writes the page, in place of a file that is there already. Directories that are missing are made.
     *
     * @return the absolute path of the file
     * @throws IOException when the file cannot be written
     * @throws IllegalStateException when {@code orm-tracing-report} is not on the class path
     */
    public Path write(Path file) throws IOException {
        String html = html();
        Path absolute = file.toAbsolutePath();
        Path directory = absolute.getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        return Files.writeString(absolute, html);
    }
}
