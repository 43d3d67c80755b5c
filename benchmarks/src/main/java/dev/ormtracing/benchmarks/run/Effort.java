package dev.ormtracing.benchmarks.run;

/** How long a fork runs. */
record Effort(int warmups, int warmupMillis, int measurements, int measurementMillis) {

    /** Enough for bytes, which are exact once the code is compiled. */
    static final Effort QUICK = new Effort(4, 500, 2, 250);

    static final Effort FULL = new Effort(6, 700, 7, 400);
}
