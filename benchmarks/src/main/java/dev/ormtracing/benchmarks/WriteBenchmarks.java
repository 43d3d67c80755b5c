package dev.ormtracing.benchmarks;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** What writes with Hibernate. */
public class WriteBenchmarks extends Measured {

    static final int BATCH = 50;
    static final long FIRST_ID = 1_000_000;

    private Application application;

    @Setup
    public void start(BenchmarkParams benchmark, Application application) throws Exception {
        this.application = application;
        begin(benchmark, application, application.subject);
    }

    /** Keeps the table, and so the heap and the index, from growing. */
    @Setup(Level.Iteration)
    public void empty() throws SQLException {
        application.deleteItems();
    }

    @Benchmark
    public void persistCommit() {
        application.persist(FIRST_ID + next(), 1);
    }

    @Benchmark
    public void persistBatch50() {
        application.persist(FIRST_ID + next() * BATCH, BATCH);
    }
}
