package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;

/**
 * One benchmark of one library in one mode.
 *
 * @param benchmark the class and the method, as in {@code ReadBenchmarks.findById}
 * @param threads how many threads run it, or {@link #CORES}
 */
record Case(String benchmark, Library library, Mode mode, int threads) {

    /** As many threads as there are cores. */
    static final int CORES = -1;

    Case(String benchmark, Library library, Mode mode) {
        this(benchmark, library, mode, 1);
    }

    /** Whether its operations can be counted: a start is one, and threads do not count together. */
    boolean isCountable() {
        return threads == 1 && !benchmark.equals(Plan.START);
    }

    /** How many make an iteration that is counted: enough for the compiler, few where one is many. */
    int operations() {
        return switch (method()) {
            case "lazyCollection", "persistBatch50" -> 600;
            default -> 6_000;
        };
    }

    /** Eleven statements an operation, and few operations a second: its code is compiled late. */
    int warmUpFactor() {
        return method().equals("lazyCollection") ? 4 : 1;
    }

    /** The method alone. */
    String method() {
        return benchmark.substring(benchmark.indexOf('.') + 1);
    }

    @Override
    public String toString() {
        return method() + " " + library + " " + mode + (threads == 1 ? "" : " on all cores");
    }
}
