package dev.ormtracing.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What reads with Hibernate. */
public class ReadBenchmarks extends Measured {

    private Application application;

    @Setup
    public void start(BenchmarkParams benchmark, Application application) throws Exception {
        this.application = application;
        begin(benchmark, application, application.subject);
    }

    @Benchmark
    public Item findById() {
        return application.findById(next());
    }

    @Benchmark
    public List<Item> hqlList10() {
        return application.hqlList10(next());
    }

    @Benchmark
    public int lazyCollection() {
        return application.lazyCollection();
    }
}
