package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.Repetition;
import java.util.stream.Stream;

/** Equal statements of a transaction are sent one by one. */
final class UnbatchedWritesCheck implements Check {

    @Override
    public String name() {
        return "unbatched-writes";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return Repetition.writes(spans.all()).stream()
                .map(found -> new Finding(found.subject(), "unbatched writes: " + found));
    }
}
