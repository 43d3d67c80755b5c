package dev.ormtracing.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command writes; that the page opens with it is tested in a browser, by the module integration-tests/report. */
class CompareReportsTest {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private Path before;
    private Path after;

    @BeforeEach
    void writeReports() throws IOException {
        before = report("before.html", "Monday");
        after = report("after.html", "Tuesday");
    }

    @Test
    void comparison_isTheLaterPageWithTheDataOfBoth() throws IOException {
        Path comparison = directory.resolve("some/comparison.html");

        assertThat(run(before, after, comparison)).isZero();

        assertThat(Files.readString(comparison))
                .contains("<script type=\"application/json\" id=\"before\""
                        + " data-name=\"before.html\">{\"title\":\"Monday\"")
                .contains("<script type=\"application/json\" id=\"data\">{\"title\":\"Tuesday\"");
    }

    @Test
    void comparison_canBeComparedAgain() throws IOException {
        Path comparison = directory.resolve("comparison.html");
        run(before, after, comparison);

        assertThat(run(after, comparison, comparison)).isZero();

        assertThat(Files.readString(comparison))
                .containsOnlyOnce("id=\"before\"")
                .contains("id=\"before\" data-name=\"after.html\">{\"title\":\"Tuesday\"");
    }

    @Test
    void nameOfAFile_staysInItsAttribute() throws IOException {
        Path odd = Files.copy(before, directory.resolve("a\"b&<i>.html"));
        Path comparison = directory.resolve("comparison.html");

        run(odd, after, comparison);

        assertThat(Files.readString(comparison)).contains("data-name=\"a&quot;b&amp;&lt;i>.html\">{");
    }

    @Test
    void whatIsNoReport_isRefused() throws IOException {
        Path other = Files.writeString(directory.resolve("other.html"), "<html></html>");

        assertThat(run(other, after, directory.resolve("comparison.html"))).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("other.html is no report of orm-tracing");
    }

    @Test
    void missingFilesAndArguments_areSaid() {
        assertThat(run(directory.resolve("nowhere.html"), after, directory.resolve("comparison.html")))
                .isEqualTo(2);
        assertThat(run(before, after)).isEqualTo(2);

        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("nowhere.html", "Usage: java -jar");
    }

    private Path report(String name, String title) throws IOException {
        return Files.writeString(directory.resolve(name), new HtmlReportRenderer().html(title, List.of()));
    }

    private int run(Path... files) {
        String[] arguments = List.of(files).stream().map(Path::toString).toArray(String[]::new);
        return CompareReports.run(new PrintStream(errors, true, StandardCharsets.UTF_8), arguments);
    }
}
