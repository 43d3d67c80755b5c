package dev.ormtracing.testing.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.TraceRecorder;
import dev.ormtracing.testing.internal.golden.UpdateMode;
import io.opentelemetry.api.trace.Tracer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineRunTest {

    private static final String NAME = BaselineRunTest.class.getName() + ".finds";

    @TempDir
    Path folder;

    private final TraceRecorder recorder = TraceRecorder.create();
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("baseline.txt"), NAME + "\n  1x Order.find\n");
    }

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void equalTest_passes() throws IOException {
        try (BaselineRun run = run(FailOn.CHANGE, UpdateMode.OFF)) {
            run.add(test(1));
        }
    }

    @Test
    void more_fails_andSaysHowToAcceptIt() throws IOException {
        try (BaselineRun run = run(FailOn.REGRESSION, UpdateMode.OFF)) {
            FinishedTest test = test(3);
            assertThatThrownBy(() -> run.add(test))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("`BaselineRunTest.finds`: +2 `Order.find`\n\nIf this is meant, run the test with"
                            + " -Dorm.tracing.testing.update=true and commit " + file + ".");
        }
    }

    @Test
    void serverOfBuilds_acceptsNothing() throws IOException {
        try (BaselineRun run = run(FailOn.REGRESSION, UpdateMode.REFUSED)) {
            FinishedTest test = test(3);
            assertThatThrownBy(() -> run.add(test)).hasMessageEndingWith(UpdateMode.REFUSAL);
        }
        assertThat(file).content().isEqualTo(NAME + "\n  1x Order.find\n");
    }

    @Test
    void less_failsOnlyWhereAnyChangeDoes() throws IOException {
        Files.writeString(file, NAME + "\n  4x Order.find\n");
        FinishedTest test = test(3);
        try (BaselineRun run = run(FailOn.REGRESSION, UpdateMode.OFF)) {
            assertThatCode(() -> run.add(test)).doesNotThrowAnyException();
        }
        try (BaselineRun run = run(FailOn.CHANGE, UpdateMode.OFF)) {
            assertThatThrownBy(() -> run.add(test)).hasMessageStartingWith("`BaselineRunTest.finds`: -1 `Order.find`");
        }
    }

    @Test
    void change_isAcceptedByTheFlag() throws IOException {
        try (BaselineRun run = run(FailOn.CHANGE, UpdateMode.ON)) {
            run.add(test(3));
        }
        assertThat(file).content().endsWith("\n" + NAME + "\n  3x Order.find\n");
    }

    @Test
    void unknownTest_passes_andIsInTheOutput() throws IOException {
        Files.delete(file);
        Path output = folder.resolve("target/output.txt");
        try (BaselineRun run = new BaselineRun(file, output, FailOn.CHANGE, UpdateMode.OFF)) {
            run.add(test(2));
        }
        assertThat(file).doesNotExist();
        assertThat(output).content().endsWith("\n" + NAME + "\n  2x Order.find\n");
    }

    private BaselineRun run(FailOn failOn, UpdateMode mode) throws IOException {
        return new BaselineRun(file, null, failOn, mode);
    }

    void finds() {}

    private FinishedTest test(int times) {
        Tracer tracer = recorder.openTelemetry().getTracer("dev.ormtracing.hibernate");
        for (int i = 0; i < times; i++) {
            tracer.spanBuilder("orm:client:operation")
                    .setAttribute("name", "Order.find")
                    .setAttribute("method", "find")
                    .startSpan()
                    .end();
        }
        try {
            return new FinishedTest(
                    BaselineRunTest.class,
                    BaselineRunTest.class.getDeclaredMethod("finds"),
                    "",
                    recorder.traces().trees(),
                    recorder,
                    new NoRun());
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private record NoRun() implements FinishedTest.Run {

        @Override
        public @Nullable String parameter(String name) {
            return null;
        }

        @Override
        public <T extends AutoCloseable> T get(Class<T> type, Supplier<T> creator) {
            return creator.get();
        }
    }
}
