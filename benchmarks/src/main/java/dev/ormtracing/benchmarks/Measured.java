package dev.ormtracing.benchmarks;

import dev.ormtracing.benchmarks.agent.SpanCount;
import dev.ormtracing.benchmarks.run.ExpectedSpans;
import dev.ormtracing.benchmarks.subject.Subject;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A benchmark that makes sure, before it measures, that what it measures makes the spans that it should. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public abstract class Measured {

    /** Plans, caches and descriptions are made in the first operations. */
    private static final int UNCOUNTED = 3;

    /** Some durations are told only because something took long, as it does until the code is compiled. */
    private static final int MOST_COUNTED = 10_000;

    private long operations;

    /** Counts on, for keys and parameters that differ from one operation to the next. */
    final long next() {
        return operations++;
    }

    /** Called at the end of set-up on every thread. */
    final void begin(BenchmarkParams benchmark, Traced traced, Subject subject) throws Exception {
        subject.enter();
        String method = methodOf(benchmark);
        synchronized (SpanCount.class) {
            for (int i = 0; i < UNCOUNTED; i++) {
                operate(method);
            }
            ExpectedSpans expected = ExpectedSpans.load();
            SpanCount count = count(method);
            for (int i = 1; i < MOST_COUNTED && !expected.isMet(method, traced.library, traced.mode, count); i++) {
                count = count(method);
            }
            expected.check(method, traced.library, traced.mode, count);
        }
    }

    static String methodOf(BenchmarkParams benchmark) {
        return benchmark.getBenchmark().substring(benchmark.getBenchmark().lastIndexOf('.') + 1);
    }

    private SpanCount count(String method) throws Exception {
        SpanCount count = new SpanCount();
        count.start();
        operate(method);
        count.stop();
        return count;
    }

    private void operate(String method) throws Exception {
        getClass().getMethod(method).invoke(this);
    }
}
