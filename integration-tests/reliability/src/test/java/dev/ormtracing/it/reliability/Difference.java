package dev.ormtracing.it.reliability;

/**
 * A program that does not do the same with tracing.
 *
 * @param program as short as it gets
 * @param what the first thing that is not the same, or what tracing leaves behind
 */
record Difference(long seed, TracingMode mode, boolean belowASpan, Program program, String what) {

    @Override
    public String toString() {
        return "\nThe program of seed " + seed + " differs: " + mode + (belowASpan ? ", below a span" : "")
                + "\nwhole:    .ci/equivalence 1 " + seed
                + "\nshortest: .ci/equivalence '" + program + "'\n" + what + "\n";
    }
}
