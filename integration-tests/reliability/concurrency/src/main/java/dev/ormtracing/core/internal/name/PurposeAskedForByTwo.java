package dev.ormtracing.core.internal.name;

import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Two threads are the first to load an entity this way: both tell entity, load and lock, though nothing is locked. */
@JCStressTest
@Outcome(id = "3, 3", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class PurposeAskedForByTwo {

    private final StatementPurpose cause = StatementPurpose.of("User", null, Load.BATCH);

    private int told() {
        return cause.by(Load.ID).locked("WRITE").attributes().size();
    }

    @Actor
    public void load(II_Result result) {
        result.r1 = told();
    }

    @Actor
    public void loadElsewhere(II_Result result) {
        result.r2 = told();
    }
}
