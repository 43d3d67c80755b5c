package dev.ormtracing.testing.internal.regression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.testing.internal.baseline.Baseline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineFileTest {

    private static final String CLASS = BaselineFileTest.class.getName();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("resources/baseline.txt");
    }

    @Test
    void testThatHasNotRun_stays() throws IOException {
        add("testThatHasNotRun_stays", "  1x Order.find\n");
        add("testThatIsGone_isRemoved", "  1x Order.merge\n");

        assertThat(Baseline.read(file).tests())
                .containsOnlyKeys(CLASS + ".testThatHasNotRun_stays", CLASS + ".testThatIsGone_isRemoved");
    }

    @Test
    void testThatHasRun_isReplaced() throws IOException {
        add("testThatHasRun_isReplaced", "  2x Order.find\n");
        add("testThatHasRun_isReplaced", "  1x Order.merge\n");

        assertThat(Files.readString(file))
                .contains("\n" + CLASS + ".testThatHasRun_isReplaced\n  1x Order.merge\n")
                .doesNotContain("Order.find");
    }

    @Test
    void testThatIsGone_isRemoved() throws IOException {
        add("noSuchMethod", "  1x Order.find\n");
        add("testThatIsGone_isRemoved[2]", "  1x Order.merge\n");
        add("testThatHasNotRun_stays", "  1x Order.merge\n");

        assertThat(Baseline.read(file).tests())
                .containsOnlyKeys(CLASS + ".testThatHasNotRun_stays", CLASS + ".testThatIsGone_isRemoved[2]");
    }

    /** A test that runs alone executes its query for the first time. */
    @Test
    void whatIsNotKnownNow_staysAsItWasKnown() throws IOException {
        add("testThatHasNotRun_stays", "  1x Order.list, 3 rows, plan cache hit\n");
        add("testThatHasNotRun_stays", "  1x Order.list, 4 rows\n");

        assertThat(Files.readString(file)).endsWith("\n  1x Order.list, 4 rows, plan cache hit\n");
    }

    @Test
    void longerText_leavesNoEndBehind() throws IOException {
        String lines = IntStream.range(0, 100)
                .mapToObj(i -> "  1x Order.find" + i + "\n")
                .collect(Collectors.joining());
        add("longerText_leavesNoEndBehind", lines);
        add("longerText_leavesNoEndBehind", "  1x Order.merge\n");

        assertThat(Files.readString(file)).endsWith(".longerText_leavesNoEndBehind\n  1x Order.merge\n");
    }

    private void add(String method, String lines) throws IOException {
        BaselineFile.add(file, Baseline.parse(CLASS + "." + method + "\n" + lines, "test"));
    }
}
