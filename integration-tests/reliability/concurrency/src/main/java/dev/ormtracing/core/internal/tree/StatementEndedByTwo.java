package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.CountedSpans.Watched;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One thread has read all rows while another one closes the connection: the statement's span ends once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "closed before all was told")
@Outcome(expect = Expect.FORBIDDEN)
@State
public class StatementEndedByTwo {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("rows");

    private final Watched watched = CountedSpans.watchNext();
    private final SpanAwaitingRows span = Objects.requireNonNull(Objects.requireNonNull(
                    CountedSpans.tracer().startQuery(null, new DescribedStatement("select", null, Attributes.empty())))
            .endLater(true));

    @Actor
    public void readTheLastRow() {
        span.setAttribute(ROWS, 1L);
        span.end();
    }

    @Actor
    public void closeConnection() {
        span.end();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = watched.ends();
        result.r2 = watched.attribute(ROWS) == null ? 0 : 1;
    }
}
