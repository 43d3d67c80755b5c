package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.SpanNode;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Queries between changes make each a flush of its own. */
final class FlushPerQueryCheck implements Check {

    private static final int FLUSHES = 5;

    @Override
    public String name() {
        return "flush-per-query";
    }

    @Override
    public Severity severity() {
        return Severity.NOTE;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return spans.ofType("transaction")
                .flatMap(transaction -> flushes(transaction).entrySet().stream())
                .filter(flushes -> flushes.getValue() >= FLUSHES)
                .map(flushes -> new Finding(
                        flushes.getKey(),
                        flushes.getKey() + " forces " + flushes.getValue()
                                + " flushes in one transaction: query first, change afterwards"));
    }

    private static Map<String, Long> flushes(SpanNode transaction) {
        return transaction.stream()
                .filter(span -> span.is("flush") && span.around("operation").isPresent())
                .collect(Collectors.groupingBy(SpanNode::owner, Collectors.counting()));
    }
}
