package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;

/** What one kind of annotation demands. */
@FunctionalInterface
interface Budget {

    /** What is above the budget; empty when the test keeps it or has none. */
    Optional<String> violation(FinishedTest test, List<SpanNode> spans);
}
