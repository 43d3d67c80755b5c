package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.FinishedTestListener;
import dev.ormtracing.testing.TreeFormat;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.stream.Collectors;

/** Compares each test with the budgets that it is annotated with. */
public final class Budgets implements FinishedTestListener {

    private static final List<Budget> ALL = List.of(
            new QueryBudget(), new RowBudget(), new RepetitionBudget(), new LazyLoadingBudget(), new WriteBudget());

    @Override
    public void finished(FinishedTest test) {
        List<SpanNode> spans = SpanNode.all(test.trees());
        String violations = ALL.stream()
                .flatMap(budget -> budget.violation(test, spans).stream())
                .collect(Collectors.joining("\n"));
        if (!violations.isEmpty()) {
            throw new AssertionError(test.shortName() + " is over its budget.\n" + violations + "\n\nThe traces:\n\n"
                    + TreeFormat.standard().text(test.trees()));
        }
    }
}
