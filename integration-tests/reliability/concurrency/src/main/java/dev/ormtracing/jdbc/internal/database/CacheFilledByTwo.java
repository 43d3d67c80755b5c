package dev.ormtracing.jdbc.internal.database;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Two threads fill a cache while its generations change: each finds what belongs to the key or nothing, and no more is
 * kept than the bound and one entry a thread.
 */
@JCStressTest
@Outcome(id = "true, true, true", expect = Expect.ACCEPTABLE)
@Outcome(expect = Expect.FORBIDDEN)
@State
public class CacheFilledByTwo {

    private static final int BOUND = 4;

    private final BoundedCache<Integer, Integer> cache = new BoundedCache<>(BOUND);

    private boolean fill(int from) {
        boolean right = true;
        for (int key = from; key < from + 4; key++) {
            cache.put(key, -key);
            Integer found = cache.get(key);
            right &= found == null || found == -key;
        }
        return right;
    }

    @Actor
    public void fill(ZZZ_Result result) {
        result.r1 = fill(0);
    }

    @Actor
    public void fillElsewhere(ZZZ_Result result) {
        result.r2 = fill(2);
    }

    @Arbiter
    public void look(ZZZ_Result result) {
        result.r3 = cache.size() <= BOUND + 2;
    }
}
