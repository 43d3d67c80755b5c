package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.MaxRows;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;

/** {@link MaxRows}: those of operations, and those of statements outside of them where they are counted. */
final class RowBudget implements Budget {

    @Override
    public Optional<String> violation(FinishedTest test, List<SpanNode> spans) {
        return Annotations.nearest(test, MaxRows.class).flatMap(budget -> violation(budget.value(), spans));
    }

    private static Optional<String> violation(long limit, List<SpanNode> spans) {
        Counts counts = Counts.of(spans.stream(), SpanNode::owner, RowBudget::rows);
        return counts.total() <= limit
                ? Optional.empty()
                : Optional.of("@MaxRows(" + limit + "): " + counts.total() + " rows\n" + counts);
    }

    private static long rows(SpanNode span) {
        return span.isQuery() && !span.isIn("operation")
                ? span.number("db.response.returned_rows")
                : span.number("orm.rows.read");
    }
}
