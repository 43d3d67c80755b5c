package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.CountedSpans;
import dev.ormtracing.core.internal.CountedSpans.Watched;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** One thread rolls a transaction back while another one closes its session: it ends once, and tells its failure once. */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class TransactionEndedByTwo {

    private static final Exception FAILURE = new IllegalStateException();

    private final Watched watched = CountedSpans.watchNext();
    private final TransactionSpan transaction = CountedSpans.tracer().startTransaction(null);

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
        result.r1 = watched.ends();
        result.r2 = watched.events();
    }
}
