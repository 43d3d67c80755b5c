package dev.ormtracing.testing.internal.check;

import java.util.stream.Stream;

/** Hibernate reads all rows and cuts the page out of them. */
final class InMemoryPaginationCheck implements Check {

    @Override
    public String name() {
        return "in-memory-pagination";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.operations()
                .filter(span -> span.flag("orm.query.in_memory_pagination"))
                .map(span -> new Finding(
                        span.owner(),
                        span.owner() + " reads all rows and cuts the page out of them: select the ids of the page"
                                + " first, or do not fetch the collection"));
    }
}
