package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.Repetition;
import java.util.stream.Stream;

/** The application reads in a loop what one query could. */
final class QueryPerRowCheck implements Check {

    @Override
    public String name() {
        return "query-per-row";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return Repetition.reads(spans.all()).stream()
                .filter(found -> isQueryPerRow(found, spans))
                .map(found -> new Finding(found.subject(), "one query a row: " + found));
    }

    /** The subject of a lazy load is a role or an entity; that of a call is the name of an operation. */
    static boolean isQueryPerRow(Repetition found, TestSpans spans) {
        return spans.operations().anyMatch(span -> span.text("name").equals(found.subject()) && !span.flag("orm.lazy"));
    }
}
