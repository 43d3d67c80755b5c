package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.NoWritesOutsideTransaction;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;

/** {@link NoWritesOutsideTransaction}. */
final class WriteBudget implements Budget {

    @Override
    public Optional<String> violation(FinishedTest test, List<SpanNode> spans) {
        if (Annotations.nearest(test, NoWritesOutsideTransaction.class)
                .filter(NoWritesOutsideTransaction::value)
                .isEmpty()) {
            return Optional.empty();
        }
        Counts counts = Counts.of(
                spans.stream().filter(span -> span.isWrite() && !isInTransaction(span, spans)),
                span -> span.owner() + ", " + span.summary(),
                span -> 1);
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of("@NoWritesOutsideTransaction: " + counts.total() + " writes\n" + counts);
    }

    /**
     * JDBC has no span around its transactions. Without Hibernate one tells where each begins, and with it the COMMIT where
     * each ends.
     */
    private static boolean isInTransaction(SpanNode write, List<SpanNode> spans) {
        return write.isIn("transaction") || hasBegun(write, spans) || endsBehind(write);
    }

    private static boolean hasBegun(SpanNode write, List<SpanNode> spans) {
        boolean open = false;
        for (SpanNode span : spans.subList(0, spans.indexOf(write))) {
            if (!span.isIn("transaction")) {
                open = span.is("start_transaction") || open && !span.endsTransaction();
            }
        }
        return open;
    }

    private static boolean endsBehind(SpanNode write) {
        SpanNode parent = write.parent();
        return parent != null
                && parent.children().stream()
                        .dropWhile(span -> span != write)
                        .takeWhile(span -> !span.is("start_transaction"))
                        .anyMatch(SpanNode::endsTransaction);
    }
}
