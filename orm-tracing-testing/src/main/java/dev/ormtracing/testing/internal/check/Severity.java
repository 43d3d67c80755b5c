package dev.ormtracing.testing.internal.check;

/** What a finding does. */
enum Severity {
    /** Nothing. */
    OFF,
    /** It is printed. */
    NOTE,
    /** The test fails. */
    FAIL
}
