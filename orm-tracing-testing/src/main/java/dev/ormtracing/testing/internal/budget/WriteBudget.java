package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.NoWritesOutsideTransaction;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import dev.ormtracing.testing.internal.fact.Transactions;
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
                spans.stream().filter(span -> span.isWrite() && !Transactions.contain(span, spans)),
                span -> span.owner() + ", " + span.summary(),
                span -> 1);
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of("@NoWritesOutsideTransaction: " + counts.total() + " writes\n" + counts);
    }
}
