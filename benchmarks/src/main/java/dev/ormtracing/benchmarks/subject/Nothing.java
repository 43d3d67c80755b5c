package dev.ormtracing.benchmarks.subject;

/** No wrapper: the baseline, and the Java agent, which works on the byte code. */
final class Nothing implements Subject {}
