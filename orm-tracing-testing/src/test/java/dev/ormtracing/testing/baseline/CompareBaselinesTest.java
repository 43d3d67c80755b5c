package dev.ormtracing.testing.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareBaselinesTest {

    private static final String BEFORE = """
            example.OrderTest.checkout
              1x Order.persist

            example.OrderTest.list
              2x Order.find, 2 rows
                2x select orders (5 columns, where)
            """;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Path before;
    private Path after;

    @BeforeEach
    void write() throws IOException {
        before = Files.writeString(folder.resolve("before.txt"), BEFORE);
        after = Files.writeString(
                folder.resolve("after.txt"),
                BEFORE.replace("1x Order.persist\n", "1x Order.persist\n    1x select \"a\" <b>\n  N+1 Order.lines\n")
                        .replace("2x", "1x")
                        .replace("2 rows", "1 row"));
    }

    @Test
    void changes_areMarkdown() {
        assertThat(run(before, after)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                ### What the tests do on the database

                **Regressions**

                - `OrderTest.checkout`: +1 statement `select "a" <b>` in `Order.persist`; new N+1 `Order.lines`

                **Other changes**

                - `OrderTest.list`: -1 statement `select orders` in `Order.find`; -1 `Order.find`; `Order.find` reads 1 row instead of 2
                """);
    }

    @Test
    void equalFiles_haveNotChanged() {
        assertThat(run(before, before, "--fail-on=change")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("Nothing has changed.\n");
    }

    @Test
    void result_isWhatWasAskedFor() {
        assertThat(run(before, after, "--fail-on=never")).isZero();
        assertThat(run(before, after, "--fail-on=regression")).isEqualTo(1);
        assertThat(run(before, after, "--fail-on=change")).isEqualTo(1);
        assertThat(run(before, before, "--fail-on=regression")).isZero();
        assertThat(run(before, before, "--fail-on=sometimes")).isEqualTo(2);
        assertThat(run(before, folder.resolve("missing.txt"))).isEqualTo(2);
        assertThat(run(before, before, "--unknown=1")).isEqualTo(2);
    }

    @Test
    void sarif_hasAResultForEachChange() throws IOException {
        Path sarif = folder.resolve("target/orm.sarif");
        run(before, after, "--sarif=" + sarif, "--markdown=" + folder.resolve("target/orm.md"));

        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(folder.resolve("target/orm.md")).content().startsWith("### What the tests do");
        assertThat(sarif)
                .content()
                .startsWith("""
                        {
                          "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
                          "version": "2.1.0",
                          "runs": [
                            {
                              "tool": {
                                "driver": {
                                  "name": "orm-tracing",
                                  "rules": [
                        """)
                .contains("""
                                "ruleId": "orm-baseline/statements",
                                "level": "error",
                                "message": {"text": "`OrderTest.checkout`: +1 statement `select \\"a\\" <b>` in `Order.persist`"},
                        """.indent(-8).indent(10).stripTrailing())
                .contains("{\"uri\": \"" + after + "\"}", "\"region\": {\"startLine\": 1}", "\"level\": \"note\"");
    }

    @Test
    void junitReport_hasAFailureForEachTestThatDoesMore() throws Exception {
        Path junit = folder.resolve("orm.xml");
        run(before, after, "--junit=" + junit);

        assertThat(junit).content().isEqualTo("""
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="orm-tracing baseline" tests="2" failures="1" errors="0" skipped="0">
                  <testcase classname="example.OrderTest" name="checkout">
                    <failure message="+1 statement `select &quot;a&quot; &lt;b&gt;` in `Order.persist`; new N+1 `Order.lines`"/>
                  </testcase>
                  <testcase classname="example.OrderTest" name="list">
                    <system-out>-1 statement `select orders` in `Order.find`; -1 `Order.find`; `Order.find` reads 1 row instead of 2</system-out>
                  </testcase>
                </testsuite>
                """);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(junit)));
    }

    private int run(Path first, Path second, String... options) {
        String[] arguments = Stream.concat(Stream.of(first.toString(), second.toString()), Stream.of(options))
                .toArray(String[]::new);
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return CompareBaselines.run(new PrintStream(out, true, StandardCharsets.UTF_8), nowhere, arguments);
    }
}
