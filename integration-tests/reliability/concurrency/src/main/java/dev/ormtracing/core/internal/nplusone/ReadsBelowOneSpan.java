package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.measure.LogEvents;
import io.opentelemetry.api.trace.Span;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads read the same below one span of the application, as a parallel stream does: each read counts. */
@JCStressTest
@Outcome(
        id = {"1, 2", "2, 1"},
        expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ReadsBelowOneSpan {

    private static final Span REQUEST = CountedSpans.startSpan();

    private final SpanReadCounts reads = new SpanReadCounts(3, new NPlusOneMark(() -> null, LogEvents.NONE));

    @Actor
    public void read(II_Result result) {
        result.r1 = reads.add(Objects.requireNonNull(REQUEST), null, DescribedStatement.NONE, 1);
    }

    @Actor
    public void readElsewhere(II_Result result) {
        result.r2 = reads.add(REQUEST, null, DescribedStatement.NONE, 1);
    }
}
