package dev.ormtracing.benchmarks;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Spans made with the bare SDK around nothing. */
public class TreeBenchmarks extends Measured {

    private BareTree tree;

    @Setup
    public void start(BenchmarkParams benchmark, Traced traced) throws Exception {
        tree = BareTrees.findById(traced.mode);
        begin(benchmark, traced, traced.subject());
    }

    @Benchmark
    public void bare1() {
        tree.single();
    }

    @Benchmark
    public void bare2() {
        tree.startCompact();
        tree.endCompact();
    }

    @Benchmark
    public void bare5() {
        tree.startFull();
        tree.endFull();
    }
}
