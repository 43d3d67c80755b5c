package dev.ormtracing.jdbc.internal.proxy;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Two threads meet the same connection for the first time: each finds what it or the other one has put, and one entry is
 * left.
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class ConnectionKnownByTwo {

    private final Object connection = new Object();
    private final WeakIdentityMap<Object, Integer> known = new WeakIdentityMap<>();

    private boolean meet(int own) {
        known.put(connection, own);
        return isOneOfTheTwo(known.get(connection));
    }

    private static boolean isOneOfTheTwo(Integer found) {
        return found != null && (found == 1 || found == 2);
    }

    @Actor
    public void meet(ZZZ_Result result) {
        result.r1 = meet(1);
    }

    @Actor
    public void meetElsewhere(ZZZ_Result result) {
        result.r2 = meet(2);
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = known.size() == 1 && isOneOfTheTwo(known.get(connection));
    }
}
