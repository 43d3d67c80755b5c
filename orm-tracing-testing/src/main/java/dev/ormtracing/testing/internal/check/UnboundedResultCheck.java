package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.SqlText;
import java.util.stream.Stream;

/** A query reads a whole table, and there is something in it. */
final class UnboundedResultCheck implements Check {

    private static final int ROWS = 100;

    @Override
    public String name() {
        return "unbounded-result";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.operations()
                .filter(span ->
                        span.flag("orm.large_result") || span.number("orm.rows.read") >= ROWS && isUnbounded(span))
                .map(span -> new Finding(
                        span.owner(),
                        span.owner() + " reads " + span.number("orm.rows.read")
                                + " rows, and as many as there will be: a condition, a limit, or pages"));
    }

    private static boolean isUnbounded(SpanNode operation) {
        return operation.children().stream()
                .filter(SpanNode::isQuery)
                .map(span -> SqlText.of(span.sql()))
                .anyMatch(sql -> sql.isSelect() && !sql.isFiltered() && !sql.isLimited());
    }
}
