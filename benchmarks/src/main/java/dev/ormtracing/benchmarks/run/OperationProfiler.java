package dev.ormtracing.benchmarks.run;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/** The CPU time of the measuring threads for one operation, and the spans that it made. */
public final class OperationProfiler implements InternalProfiler {

    /** The name of the CPU time, in nanoseconds, among the results. */
    static final String CPU = "cpu.norm";

    /** The name of the number of spans among the results. */
    static final String SPANS = "spans.norm";

    private static final String WORKER = "jmh-worker";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "CPU time of the measuring threads, and spans";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = workersCpuTime();
    }

    @Override
    public Collection<ScalarResult> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double cpu = (double) (workersCpuTime() - before) / result.getMetadata().getAllOps();
        return List.of(
                new ScalarResult(CPU, cpu, "ns/op", AggregationPolicy.AVG),
                new ScalarResult(SPANS, ExpectedSpans.counted(), "spans/op", AggregationPolicy.AVG));
    }

    private long workersCpuTime() {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains(WORKER)) {
                sum += threads.getThreadCpuTime(id);
            }
        }
        return sum;
    }
}
