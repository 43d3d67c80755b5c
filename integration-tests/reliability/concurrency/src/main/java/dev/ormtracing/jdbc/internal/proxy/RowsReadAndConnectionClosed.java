package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.CountedSpans.Watched;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import io.opentelemetry.api.common.Attributes;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One thread reads two rows while another one closes the connection: the span ends once, with the rows so far. */
@JCStressTest
@Outcome(
        id = {"1, 0", "1, 1", "1, 2"},
        expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class RowsReadAndConnectionClosed {

    private final Watched watched = CountedSpans.watchNext();
    private final ReturnedRows rows = new ReturnedRows(
            Objects.requireNonNull(Objects.requireNonNull(CountedSpans.tracer()
                            .startQuery(null, new DescribedStatement("select", null, Attributes.empty())))
                    .endLater(true)),
            new OpenRows());

    @Actor
    public void read() {
        rows.moved(true);
        rows.moved(true);
        rows.moved(false);
    }

    @Actor
    public void close() {
        rows.end();
    }

    @Arbiter
    public void look(II_Result result) {
        Long told = watched.attribute(DbAttributes.RETURNED_ROWS);
        result.r1 = watched.ends();
        result.r2 = told == null ? 0 : told.intValue();
    }
}
