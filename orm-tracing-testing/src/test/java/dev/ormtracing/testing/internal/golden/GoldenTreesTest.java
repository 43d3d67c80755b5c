package dev.ormtracing.testing.internal.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a module of its own, compiled from sources that are rewritten. They run in a JVM with its own environment. */
class GoldenTreesTest {

    private static final String CASES = """
            package sample;

            import static dev.ormtracing.testing.TraceAssertions.assertThatTraces;

            import dev.ormtracing.testing.TraceRecorder;
            import dev.ormtracing.testing.Traces;
            import java.nio.file.Path;

            class Cases {

                private static final String SHARED = %
                        old
                        %;

                private final Traces traces;

                Cases(Traces traces) {
                    this.traces = traces;
                }

                void equal() {
                    assertThatTraces(traces).matchesTree(%
                            root
                              ...
                            %);
                }

                void differs() {
                    assertThatTraces(traces)
                            .hasRoots(1)
                            .matchesTree(%
                                    root
                                      other
                                    %);
                    assertThatTraces(traces).matchesTree(%
                            old%);
                }

                void throughAMethod() {
                    expect("why", %
                            old
                            %);
                }

                private void expect(String why, String tree) {
                    assertThatTraces(traces).as(why).matchesTree(tree);
                }

                void constant() {
                    assertThatTraces(traces).matchesTree(SHARED);
                }

                void twoBlocks() {
                    either(%
                            old
                            %, %
                            old
                            %);
                }

                private void either(String one, String two) {
                    assertThatTraces(traces).matchesTree(one);
                }

                void file() {
                    assertThatTraces(traces).matchesTree(Path.of("trees", "file.txt"));
                }

                void oneOfDifferentTraces() {
                    for (String name : new String[] {"root", "child"}) {
                        var some = traces.ignoring(span -> !span.name().equals(name));
                        assertThatTraces(some).matchesTree(%
                                root
                                %);
                    }
                }

                void anotherOfDifferentTraces() {
                    for (String name : new String[] {"root", "child"}) {
                        var some = traces.ignoring(span -> !span.name().equals(name));
                        assertThatTraces(some).matchesTree(%
                                child
                                %);
                    }
                }

                void differentTraces() {
                    for (String name : new String[] {"root", "root", "sign"}) {
                        var some = traces.ignoring(span -> !span.name().equals(name));
                        assertThatTraces(some).matchesTree(%
                                old
                                %);
                    }
                }

                public static void main(String[] names) throws Exception {
                    try (TraceRecorder recorder = TraceRecorder.create()) {
                        var tracer = recorder.openTelemetry().getTracer("sample");
                        var root = tracer.spanBuilder("root").startSpan();
                        try (var scope = root.makeCurrent()) {
                            tracer.spanBuilder("child").startSpan().end();
                        }
                        root.end();
                        for (String name : names) {
                            try {
                                if (name.equals("differentTraces")) {
                                    tracer.spanBuilder("sign").startSpan().end();
                                }
                                Cases.class.getDeclaredMethod(name).invoke(new Cases(recorder.traces()));
                                System.out.println(name + ": passed");
                            } catch (java.lang.reflect.InvocationTargetException e) {
                                System.out.println(name + ": " + e.getCause().getMessage());
                            }
                        }
                    }
                }
            }
            """.replace("%", "\"\"\"");

    @TempDir
    Path module;

    private Path source;

    @BeforeEach
    void compile() throws IOException {
        source = module.resolve("src/test/java/sample/Cases.java");
        Path classes = Files.createDirectories(module.resolve("target/test-classes"));
        Files.createDirectories(source.getParent());
        Files.writeString(source, CASES);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", classes.toString(), "-cp", classPath(), source.toString());
        assertThat(result).isZero();
    }

    @Test
    void textBlockThatDiffers_isRewritten() throws Exception {
        assertThat(run(true, false, "equal", "differs", "throughAMethod"))
                .contains("equal: passed", "differs: passed", "throughAMethod: passed");

        assertThat(Files.readString(source))
                .isEqualTo(CASES.replace("                          other\n", "                          child\n")
                        .replace("                old\"\"\"", "                root\n                  child\"\"\"")
                        .replaceFirst(
                                "(throughAMethod[^;]*\n)                old\n",
                                "$1                root\n                  child\n"));
        assertThat(run(false, false, "equal")).contains("equal: passed");
    }

    @Test
    void whatIsNotCertain_isRefused() throws Exception {
        String output = run(true, false, "constant", "twoBlocks");

        assertThat(output)
                .contains("constant: Expecting other traces")
                .contains("Not rewritten: no text block with the expected tree stands at one of the calls")
                .contains("twoBlocks: Expecting other traces")
                .contains("has 2 text blocks with this tree; which of them was compared is not known.");
        assertThat(Files.readString(source)).isEqualTo(CASES);
    }

    @Test
    void textBlockOfDifferentTraces_isRefused() throws Exception {
        assertThat(run(true, false, "differentTraces"))
                .contains("is compared with several traces, which differ from each other.");
    }

    @Test
    void textBlockThatIsRightForSomeTraces_isRefusedForOthers() throws Exception {
        assertThat(run(true, false, "oneOfDifferentTraces", "anotherOfDifferentTraces"))
                .containsPattern("oneOfDifferentTraces: Expecting other traces[^:]*(?s:.*)which differ from each other")
                .containsPattern("anotherOfDifferentTraces: (?s:.*)which differ from each other");
    }

    @Test
    void serverOfBuilds_changesNothing() throws Exception {
        String output = run(true, true, "differs", "file");

        assertThat(output)
                .contains("differs: Expecting other traces (- missing, + unexpected):")
                .contains(UpdateMode.REFUSAL);
        assertThat(Files.readString(source)).isEqualTo(CASES);
        assertThat(module.resolve("trees")).doesNotExist();
    }

    @Test
    void file_isWrittenAndThenCompared() throws Exception {
        Path file = module.resolve("trees/file.txt");

        assertThat(run(false, false, "file")).contains("there is no file ", "trees");
        assertThat(run(true, false, "file")).contains("file: passed");
        assertThat(Files.readString(file)).isEqualTo("root\n  child\n");
        assertThat(run(false, false, "file")).contains("file: passed");

        Files.writeString(file, "  root\r\n    other\r\n");
        assertThat(run(false, false, "file")).contains("-   other\n");
        assertThat(run(true, false, "file")).contains("file: passed");
        assertThat(Files.readString(file)).isEqualTo("  root\r\n    child\r\n");
    }

    private String run(boolean update, boolean ci, String... names) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-D" + UpdateMode.PROPERTY + "=" + update));
        command.addAll(
                List.of("-cp", module.resolve("target/test-classes") + java.io.File.pathSeparator + classPath()));
        command.add("sample.Cases");
        command.addAll(List.of(names));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(module.toFile()).redirectErrorStream(true);
        builder.environment().remove("CI");
        builder.environment().remove("ORM_TRACING_TESTING_UPDATE");
        if (ci) {
            builder.environment().put("CI", "true");
        }
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }
}
