package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.NoLazyLoading;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;

/** {@link NoLazyLoading}. */
final class LazyLoadingBudget implements Budget {

    @Override
    public Optional<String> violation(FinishedTest test, List<SpanNode> spans) {
        if (Annotations.nearest(test, NoLazyLoading.class)
                .filter(NoLazyLoading::value)
                .isEmpty()) {
            return Optional.empty();
        }
        Counts counts = Counts.of(
                spans.stream().filter(span -> span.flag("orm.lazy")), SpanNode::owner, LazyLoadingBudget::times);
        return counts.isEmpty()
                ? Optional.empty()
                : Optional.of("@NoLazyLoading: " + counts.total() + " lazy loads\n" + counts);
    }

    /** A span may stand for many operations. */
    private static long times(SpanNode span) {
        return Math.max(1, span.number("orm.operation.count"));
    }
}
