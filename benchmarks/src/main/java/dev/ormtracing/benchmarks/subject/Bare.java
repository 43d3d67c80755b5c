package dev.ormtracing.benchmarks.subject;

/** The SDK alone: the benchmarks of the floor make the spans themselves. */
record Bare(Mode mode) implements Subject {

    @Override
    public void enter() {
        Sdk.enter(mode);
    }
}
