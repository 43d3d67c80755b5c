package dev.ormtracing.testing.internal.check;

import java.util.stream.Stream;

/** Looks for one kind of mistake. */
interface Check {

    /** What settings and suppressions call it. */
    String name();

    /** How serious a finding is where nobody says so. */
    Severity severity();

    Stream<Finding> findings(TestSpans spans);
}
