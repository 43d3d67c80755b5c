package dev.ormtracing.testing.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.golden.UpdateMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class KnownFindingsTest {

    private static final Finding LINES = new Finding("Order.lines", "N+1: Order.lines");
    private static final Finding NOTES = new Finding("Order.notes", "N+1: Order.notes");

    @TempDir
    Path folder;

    private FinishedTest test;

    @BeforeEach
    void remember(TestInfo info) {
        test = new FinishedTest(
                KnownFindingsTest.class, info.getTestMethod().orElseThrow(), "", List.of(), this, new NoRun());
    }

    @Test
    void findings_areKnownOnceTheyWereWritten() throws IOException {
        Path file = folder.resolve("resources/known.txt");
        try (KnownFindings known = new KnownFindings(file, UpdateMode.ON)) {
            assertThat(known.contains(test, new NPlusOneCheck(), LINES)).isTrue();
        }

        assertThat(file)
                .content()
                .endsWith("\n" + KnownFindingsTest.class.getName()
                        + ".findings_areKnownOnceTheyWereWritten n-plus-one Order.lines\n");
        try (KnownFindings known = new KnownFindings(file, UpdateMode.OFF)) {
            assertThat(known.contains(test, new NPlusOneCheck(), LINES)).isTrue();
            assertThat(known.contains(test, new NPlusOneCheck(), NOTES)).isFalse();
            assertThat(known.contains(test, new QueryPerRowCheck(), LINES)).isFalse();
        }
    }

    @Test
    void withoutTheFlag_nothingIsWritten() throws IOException {
        Path file = folder.resolve("known.txt");
        try (KnownFindings known = new KnownFindings(file, UpdateMode.REFUSED)) {
            assertThat(known.contains(test, new NPlusOneCheck(), LINES)).isFalse();
        }

        assertThat(Files.exists(file)).isFalse();
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
