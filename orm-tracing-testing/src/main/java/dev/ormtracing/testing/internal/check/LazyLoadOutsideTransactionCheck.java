package dev.ormtracing.testing.internal.check;

import java.util.stream.Stream;

/** What is read belongs to no transaction: in the view, or after the commit. */
final class LazyLoadOutsideTransactionCheck implements Check {

    @Override
    public String name() {
        return "lazy-load-outside-transaction";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.operations()
                .filter(span -> span.flag("orm.lazy") && !span.isIn("transaction"))
                .map(span -> new Finding(
                        span.owner(),
                        span.owner() + " outside of a transaction: load it within, with what it belongs to"));
    }
}
