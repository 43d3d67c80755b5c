package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.golden.UpdateMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was found in an old code base and is left for later: a line a finding, in a file that is committed. */
final class KnownFindings implements AutoCloseable {

    /** The file. */
    static final String FILE = "orm.tracing.testing.checks.known";

    private static final String HEADER = """
        # Findings that are known and left for later; -Dorm.tracing.testing.update=true adds those of the tests that run.
        """;

    private final @Nullable Path file;
    private final UpdateMode mode;
    private final NavigableSet<String> known = new TreeSet<>();
    private boolean isChanged;

    KnownFindings(@Nullable Path file, UpdateMode mode) throws IOException {
        this.file = file;
        this.mode = mode;
        if (file != null && Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .forEach(known::add);
            }
        }
    }

    static KnownFindings of(FinishedTest.Run run) {
        String file = run.parameter(FILE);
        return run.get(KnownFindings.class, () -> {
            try {
                return new KnownFindings(file == null ? null : Path.of(file), UpdateMode.current());
            } catch (IOException e) {
                throw new UncheckedIOException("the known findings " + file, e);
            }
        });
    }

    /** Whether it is known, which it may be from now on. */
    synchronized boolean contains(FinishedTest test, Check check, Finding finding) {
        String line = test.testClass().getName() + "." + test.method().getName() + " " + check.name() + " "
                + finding.subject();
        if (file != null && mode == UpdateMode.ON && known.add(line)) {
            isChanged = true;
        }
        return known.contains(line);
    }

    @Override
    public synchronized void close() throws IOException {
        if (file != null && isChanged) {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.writeString(
                    file, HEADER + known.stream().map(line -> line + "\n").collect(Collectors.joining()));
            System.err.println("Rewritten: " + file);
        }
    }
}
