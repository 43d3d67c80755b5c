package dev.ormtracing.testing.internal.budget;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.budget.ExpectMaxQueryCount;
import dev.ormtracing.testing.budget.MaxQueries;
import dev.ormtracing.testing.internal.fact.Annotations;
import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.support.AnnotationSupport;

/** {@link MaxQueries} and its other name. */
final class QueryBudget implements Budget {

    @Override
    public Optional<String> violation(FinishedTest test, List<SpanNode> spans) {
        return limit(test).flatMap(limit -> violation(limit, spans));
    }

    private static Optional<Integer> limit(FinishedTest test) {
        return Annotations.places(test).stream()
                .flatMap(place -> Stream.concat(
                        AnnotationSupport.findAnnotation(place, MaxQueries.class).map(MaxQueries::value).stream(),
                        AnnotationSupport.findAnnotation(place, ExpectMaxQueryCount.class)
                                .map(ExpectMaxQueryCount::value)
                                .stream())
                        .min(Integer::compare)
                        .stream())
                .findFirst();
    }

    private static Optional<String> violation(int limit, List<SpanNode> spans) {
        Counts counts = Counts.of(
                spans.stream().filter(SpanNode::isQuery), span -> span.owner() + ", " + span.summary(), span -> 1);
        return counts.total() <= limit
                ? Optional.empty()
                : Optional.of("@MaxQueries(" + limit + "): " + counts.total() + " queries\n" + counts);
    }
}
