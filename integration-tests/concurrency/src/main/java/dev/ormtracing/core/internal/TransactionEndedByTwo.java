package dev.ormtracing.core.internal;

import dev.ormtracing.core.internal.CountedSpans.Outcome;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One thread rolls a transaction back while another one closes its session: it ends once, and tells its failure once. */
@JCStressTest
@org.openjdk.jcstress.annotations.Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
@org.openjdk.jcstress.annotations.Outcome(expect = Expect.FORBIDDEN)
@State
public class TransactionEndedByTwo {

    private static final Exception FAILURE = new IllegalStateException();

    private final Outcome outcome = CountedSpans.watchNext();
    private final TransactionSpan transaction = CountedSpans.tracer().startTransaction();

    public TransactionEndedByTwo() {
        transaction.fail(FAILURE);
    }

    @Actor
    public void rollBack() {
        transaction.end(TransactionSpan.Outcome.ROLLED_BACK);
    }

    @Actor
    public void closeSession() {
        transaction.end();
    }

    @Arbiter
    public void look(II_Result result) {
        result.r1 = outcome.ends();
        result.r2 = outcome.events();
    }
}
