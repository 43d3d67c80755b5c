package dev.ormtracing.testing.internal.regression;

import dev.ormtracing.testing.FinishedTest;
import dev.ormtracing.testing.FinishedTestListener;

/** Compares each test with what it did before, where that is asked for. */
public final class Baselines implements FinishedTestListener {

    @Override
    public void finished(FinishedTest test) {
        BaselineRun run = BaselineRun.of(test.run());
        if (run != null) {
            run.add(test);
        }
    }
}
