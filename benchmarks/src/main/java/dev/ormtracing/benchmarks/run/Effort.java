package dev.ormtracing.benchmarks.run;

/** How long a fork runs. */
record Effort(int warmups, int warmupMillis, int measurements, int measurementMillis) {

    /** Enough for bytes, of which the best iteration counts. Times are indications. */
    static final Effort QUICK = new Effort(3, 500, 5, 300);

    static final Effort FULL = new Effort(6, 700, 7, 400);
}
