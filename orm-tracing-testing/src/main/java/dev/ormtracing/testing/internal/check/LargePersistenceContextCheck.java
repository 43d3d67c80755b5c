package dev.ormtracing.testing.internal.check;

import java.util.stream.Stream;

/** A session manages so many entities that each flush is slow. */
final class LargePersistenceContextCheck implements Check {

    @Override
    public String name() {
        return "large-persistence-context";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.ofType("transaction")
                .filter(span -> span.flag("orm.persistence_context.large"))
                .map(span -> new Finding(
                        "transaction",
                        "a session manages " + span.number("orm.persistence_context.size")
                                + " entities: clear() it after each part, or use a stateless session"));
    }
}
