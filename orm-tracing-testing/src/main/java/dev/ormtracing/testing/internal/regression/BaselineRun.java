package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.baseline.Baseline;
import dev.ormtracing.testing.internal.baseline.Change;
import dev.ormtracing.testing.internal.baseline.Comparison;
import dev.ormtracing.testing.internal.baseline.TestEntry;
import dev.ormtracing.testing.internal.golden.UpdateMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tests of a run, compared with the baseline one by one and written when all are over. */
final class BaselineRun implements AutoCloseable {

    /** The file that is committed. */
    static final String BASELINE = "orm.tracing.testing.baseline";

    /** A file for what this run does, to compare it with that of another branch. */
    static final String OUTPUT = "orm.tracing.testing.baseline.output";

    /** Which changes fail a test. */
    static final String FAIL_ON = "orm.tracing.testing.baseline.fail-on";

    private final @Nullable Path file;
    private final @Nullable Path output;
    private final FailOn failOn;
    private final UpdateMode mode;
    private final Baseline before;
    private final PlanCacheUses uses = new PlanCacheUses();
    private final SortedMap<String, Recording> recordings = new TreeMap<>();
    private int unknown;

    BaselineRun(@Nullable Path file, @Nullable Path output, FailOn failOn, UpdateMode mode) throws IOException {
        this.file = file;
        this.output = output;
        this.failOn = failOn;
        this.mode = mode;
        before = file == null ? Baseline.empty() : Baseline.readIfExists(file);
    }

    /** Null where neither a baseline nor an output is wanted. */
    static @Nullable BaselineRun of(FinishedTest.Run run) {
        String file = run.parameter(BASELINE);
        String output = run.parameter(OUTPUT);
        return file == null && output == null
                ? null
                : run.get(BaselineRun.class, () -> open(file, output, FailOn.of(run.parameter(FAIL_ON))));
    }

    private static BaselineRun open(@Nullable String file, @Nullable String output, FailOn failOn) {
        try {
            return new BaselineRun(
                    file == null ? null : Path.of(file),
                    output == null ? null : Path.of(output),
                    failOn,
                    UpdateMode.current());
        } catch (IOException e) {
            throw new UncheckedIOException("the baseline " + file, e);
        }
    }

    /**
     * @throws AssertionError when the test does what it must not
     */
    synchronized void add(FinishedTest test) {
        Recording recording = Recording.of(test, uses);
        recordings.put(recording.entry().name(), recording);
        if (file == null || mode == UpdateMode.ON) {
            return;
        }
        Optional<TestEntry> known = before.test(recording.entry().name());
        if (known.isEmpty()) {
            unknown++;
            return;
        }
        List<Change> changes = Comparison.of(known.get(), recording.entry());
        if (failOn.isFailure(changes)) {
            throw new AssertionError(message(changes));
        } else if (!changes.isEmpty()) {
            System.err.println("Changed: " + Comparison.sentence(changes));
        }
    }

    private String message(List<Change> changes) {
        String end = mode == UpdateMode.REFUSED
                ? UpdateMode.REFUSAL
                : "If this is meant, run the test with -D" + UpdateMode.PROPERTY + "=true and commit " + file + ".";
        return Comparison.sentence(changes) + "\n\n" + end;
    }

    @Override
    public synchronized void close() throws IOException {
        Baseline now = Baseline.empty();
        recordings.values().forEach(recording -> now.put(recording.entryAfter(uses)));
        if (output != null) {
            BaselineFile.add(output, now);
        }
        if (file != null && mode == UpdateMode.ON) {
            BaselineFile.add(file, now);
            System.err.println("Rewritten: " + file);
        } else if (unknown > 0) {
            System.err.println(
                    "Not in " + file + ": " + unknown + " of the tests; -D" + UpdateMode.PROPERTY + "=true adds them.");
        }
    }
}
