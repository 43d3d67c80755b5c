package dev.ormtracing.benchmarks.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs every case once, then every case again, and so on: what the machine does besides falls on all of them, and not on
 * those that happened to run at that time.
 */
final class Rounds {

    private final Map<Case, List<RunResult>> results = new LinkedHashMap<>();
    private final Fork fork;
    private final Path file;

    Rounds(Effort effort, Path file) {
        this.fork = new Fork(effort);
        this.file = file;
    }

    /**
     * A case that fails is said to have, and the others go on.
     *
     * @return whether all went well
     */
    boolean run(List<Case> cases, int rounds) throws IOException {
        boolean well = true;
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < cases.size(); i++) {
                Case measured = cases.get(i);
                System.out.printf("round %d of %d, %d of %d: %s: ", round, rounds, i + 1, cases.size(), measured);
                well &= run(measured);
            }
            // After each round, so that a run that is cut short is not lost.
            write();
        }
        return well;
    }

    private boolean run(Case measured) {
        try {
            RunResult result = fork.run(measured);
            results.computeIfAbsent(measured, key -> new ArrayList<>()).add(result);
            System.out.println(summary(result, fork.operations(measured)));
            return true;
        } catch (RunnerException e) {
            System.out.println("FAILED");
            e.printStackTrace(System.out);
            return false;
        }
    }

    private static String summary(RunResult result, int operations) {
        return "%,.0f ns, %,.0f B"
                .formatted(
                        result.getSecondaryResults().get(OperationProfiler.CPU).getScore() / operations,
                        result.getSecondaryResults().get(Figures.BYTES).getScore() / operations);
    }

    private void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (PrintStream out = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, out)
                    .writeOut(results.values().stream().map(Rounds::merge).toList());
        }
    }

    private static RunResult merge(List<RunResult> forks) {
        List<BenchmarkResult> all = new ArrayList<>();
        forks.forEach(fork -> all.addAll(fork.getBenchmarkResults()));
        return new RunResult(forks.get(0).getParams(), all);
    }
}
