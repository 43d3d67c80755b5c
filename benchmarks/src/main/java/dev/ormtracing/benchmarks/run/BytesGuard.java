package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.run.Figures.Key;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Compares the bytes that we add to an operation with those that were recorded: {@code bytes.properties}. */
final class BytesGuard {

    private static final double TOLERANCE = 0.10;

    /** What the JVM itself allocates meanwhile. */
    private static final long NOISE = 24;

    private final Map<String, Long> measured = new TreeMap<>();

    BytesGuard(Figures figures) {
        for (Map.Entry<Key, Figures.Figure> entry : figures.entries()) {
            Key key = entry.getKey();
            if (isGuarded(key)) {
                figures.added(key.method(), key.library(), key.mode(), key.allCores())
                        .ifPresent(cost -> measured.put(name(key), Math.round(cost.bytes())));
            }
        }
    }

    private static boolean isGuarded(Key key) {
        return key.library().name().startsWith(Library.OURS.name())
                && !key.allCores()
                && key.mode() != Mode.BATCH
                && !key.method().equals("start");
    }

    private static String name(Key key) {
        return key.method() + "." + key.library() + "." + key.mode();
    }

    /** Writes what was measured, to be checked in. */
    void record(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Bytes that an operation allocates more than without tracing. Written by the benchmarks' `record`.");
        measured.forEach((name, bytes) -> lines.add(name + "=" + bytes));
        Files.write(file, lines);
    }

    /** Prints every figure beside the recorded one, and whether none of them passes it by more than a tenth. */
    boolean passes(Path file) throws IOException {
        Properties recorded = new Properties();
        recorded.load(Files.newBufferedReader(file));
        boolean passes = true;
        for (Map.Entry<String, Long> entry : measured.entrySet()) {
            String value = recorded.getProperty(entry.getKey());
            String verdict =
                    value == null ? "WORSE: nothing is recorded" : verdict(entry.getValue(), Long.parseLong(value));
            System.out.printf("%-45s %,8d B, recorded %8s B  %s%n", entry.getKey(), entry.getValue(), value, verdict);
            passes &= !verdict.startsWith("WORSE");
        }
        return passes;
    }

    private static String verdict(long bytes, long recorded) {
        double allowed = Math.max(Math.abs(recorded) * TOLERANCE, NOISE);
        if (bytes > recorded + allowed) {
            return "WORSE by more than a tenth";
        }
        return bytes < recorded - allowed ? "better: record it" : "";
    }
}
