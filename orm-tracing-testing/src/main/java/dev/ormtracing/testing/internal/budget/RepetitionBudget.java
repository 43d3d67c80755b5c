package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.NoNPlusOne;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.Repetition;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@link NoNPlusOne}. */
final class RepetitionBudget implements Budget {

    @Override
    public Optional<String> violation(FinishedTest test, List<SpanNode> spans) {
        if (Annotations.nearest(test, NoNPlusOne.class)
                .filter(NoNPlusOne::value)
                .isEmpty()) {
            return Optional.empty();
        }
        List<Repetition> repetitions = Repetition.reads(spans);
        return repetitions.isEmpty()
                ? Optional.empty()
                : Optional.of("@NoNPlusOne:\n"
                        + repetitions.stream().map(found -> "  " + found).collect(Collectors.joining("\n")));
    }
}
