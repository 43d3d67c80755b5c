package dev.ormtracing.benchmarks.run;

/**
 * How long a fork runs.
 *
 * @param counted whether an iteration is a number of operations, not a time, and code is compiled in the foreground: the
 *     bytes are then the same however busy the machine is, and the times are none
 */
record Effort(boolean counted, int warmups, int warmupMillis, int measurements, int measurementMillis) {

    static final Effort COUNTED = new Effort(true, 10, 0, 2, 0);

    static final Effort FULL = new Effort(false, 6, 700, 7, 400);
}
