package dev.ormtracing.testing.internal.check;

import dev.ormtracing.testing.internal.fact.Repetition;
import java.util.stream.Stream;

/** What belongs to one result is read one by one. */
final class NPlusOneCheck implements Check {

    @Override
    public String name() {
        return "n-plus-one";
    }

    @Override
    public Severity severity() {
        return Severity.FAIL;
    }

    @Override
    public Stream<Finding> findings(TestSpans spans) {
        return Repetition.reads(spans.all()).stream()
                .filter(found -> !QueryPerRowCheck.isQueryPerRow(found, spans))
                .map(found -> new Finding(found.subject(), "N+1: " + found));
    }
}
