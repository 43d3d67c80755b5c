package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.stream.Stream;

/** A flush compares thousands of entities and finds no change. */
final class IdleFlushCheck implements Check {

    private static final int ENTITIES = 1000;

    @Override
    public String name() {
        return "idle-flush";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.ofType("flush")
                .filter(span -> span.number("orm.flush.entities") >= ENTITIES && changes(span) == 0)
                .map(span -> new Finding(
                        span.owner(),
                        "a flush in " + span.owner() + " checks " + span.number("orm.flush.entities")
                                + " entities and finds no change: a read-only transaction, or clear() between"));
    }

    private static long changes(SpanNode flush) {
        return flush.number("orm.flush.inserts")
                + flush.number("orm.flush.updates")
                + flush.number("orm.flush.deletes");
    }
}
