package dev.ormtracing.benchmarks;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The same operations with trees by hand around them: the least that such trees cost there. */
public class FloorBenchmarks extends Measured {

    private Application application;
    private BareTree find;
    private BareTree list;

    @Setup
    public void start(BenchmarkParams benchmark, Application application) throws Exception {
        this.application = application;
        find = BareTrees.findById(application.mode);
        list = BareTrees.hqlList10(application.mode);
        begin(benchmark, application, application.subject);
    }

    @Benchmark
    public Item findById() {
        find.startFull();
        Item item = application.findById(next());
        find.endFull();
        return item;
    }

    @Benchmark
    public List<Item> hqlList10() {
        list.startFull();
        List<Item> items = application.hqlList10(next());
        list.endFull();
        return items;
    }
}
