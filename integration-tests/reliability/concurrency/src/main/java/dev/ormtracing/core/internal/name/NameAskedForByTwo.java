package dev.ormtracing.core.internal.name;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two threads run the first operation of a name: both are called so, whoever has made the name. */
@JCStressTest
@Outcome(id = "User.find 3, User.find 3", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class NameAskedForByTwo {

    private static final OperationMethod FIND = OperationMethod.named("find");

    private final OperationNames names = new OperationNames();

    private String told() {
        OperationName name = names.of(FIND, "User", null);
        return name.full + " " + name.attributes.size();
    }

    @Actor
    public void find(LL_Result result) {
        result.r1 = told();
    }

    @Actor
    public void findElsewhere(LL_Result result) {
        result.r2 = told();
    }
}
