package dev.ormtracing.benchmarks.run;

import java.util.List;

/**
 * How long a fork runs.
 *
 * @param jvmArguments what its JVM is told
 */
record Effort(int warmups, int warmupMillis, int measurements, int measurementMillis, List<String> jvmArguments) {

    /**
     * Enough for bytes, which are exact once the code is compiled: so it is compiled early, and nothing is measured while
     * the compiler lags behind on a busy machine. Times are indications.
     */
    static final Effort QUICK =
            new Effort(3, 700, 2, 250, List.of("-XX:-BackgroundCompilation", "-XX:CompileThresholdScaling=0.2"));

    static final Effort FULL = new Effort(6, 700, 7, 400, List.of());
}
