package dev.ormtracing.benchmarks;

import dev.ormtracing.benchmarks.silent.SilentDriver;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Sdk;
import io.opentelemetry.api.trace.Tracer;
import java.sql.Connection;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The operations of the other benchmarks, and after each the spans that we make for it, by the bare SDK: what those spans
 * cost whoever makes them.
 */
public class ReplayBenchmarks extends Measured {

    private Application application;
    private Tracer tracer;
    private ReplayedTree tree;
    private Connection silent;

    @Setup
    public void start(BenchmarkParams benchmark, Application application) throws Exception {
        this.application = application;
        tracer = Sdk.of(application.mode).getTracer("benchmark");
        tree = ReplayedTree.load(methodOf(benchmark), application.library == Library.BARE_SDK_COMPACT);
        silent = SilentDriver.dataSource(1).getConnection();
        begin(benchmark, application, application.subject);
    }

    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        application.deleteItems();
    }

    @Benchmark
    public int lazyCollection() {
        int books = application.lazyCollection();
        tree.replay(tracer);
        return books;
    }

    @Benchmark
    public void persistCommit() {
        application.persist(WriteBenchmarks.FIRST_ID + next(), 1);
        tree.replay(tracer);
    }

    @Benchmark
    public void persistBatch50() {
        application.persist(WriteBenchmarks.FIRST_ID + next() * WriteBenchmarks.BATCH, WriteBenchmarks.BATCH);
        tree.replay(tracer);
    }

    @Benchmark
    public long preparedSelectOneRow() throws SQLException {
        long sum = JdbcBenchmarks.select(silent);
        tree.replay(tracer);
        return sum;
    }
}
