package dev.ormtracing.testing.internal.check;

import java.util.stream.Stream;

/** A transaction keeps its connection while it does something else. */
final class IdleConnectionCheck implements Check {

    @Override
    public String name() {
        return "idle-connection";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        double limit = spans.idleConnection().toNanos() / 1e9;
        return spans.ofType("transaction")
                .filter(span -> span.seconds("orm.connection.idle.duration") > limit)
                .map(span -> new Finding(
                        "transaction",
                        "a transaction keeps its connection while it runs no statement for more than "
                                + spans.idleConnection().toMillis()
                                + " ms: call other services before or after it"));
    }
}
