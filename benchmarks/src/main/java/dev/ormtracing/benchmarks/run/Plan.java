package dev.ormtracing.benchmarks.run;

import static dev.ormtracing.benchmarks.subject.Library.BARE_SDK;
import static dev.ormtracing.benchmarks.subject.Library.BARE_SDK_COMPACT;
import static dev.ormtracing.benchmarks.subject.Library.BASELINE;
import static dev.ormtracing.benchmarks.subject.Library.DATASOURCE_MICROMETER;
import static dev.ormtracing.benchmarks.subject.Library.DATASOURCE_PROXY;
import static dev.ormtracing.benchmarks.subject.Library.OPENTELEMETRY_JAVAAGENT;
import static dev.ormtracing.benchmarks.subject.Library.OPENTELEMETRY_JDBC;
import static dev.ormtracing.benchmarks.subject.Library.OURS;
import static dev.ormtracing.benchmarks.subject.Library.OURS_COMPACT;
import static dev.ormtracing.benchmarks.subject.Library.P6SPY;
import static dev.ormtracing.benchmarks.subject.Mode.BATCH;
import static dev.ormtracing.benchmarks.subject.Mode.NONE;
import static dev.ormtracing.benchmarks.subject.Mode.NO_SDK;
import static dev.ormtracing.benchmarks.subject.Mode.OFF;
import static dev.ormtracing.benchmarks.subject.Mode.SAMPLED;
import static dev.ormtracing.benchmarks.subject.Mode.UNSAMPLED;
import static dev.ormtracing.benchmarks.subject.Mode.UNSAMPLED_PARENT;

import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.util.ArrayList;
import java.util.List;

/** What is run, in this order, once in every round. */
final class Plan {

    private static final String FIND = "ReadBenchmarks.findById";
    private static final String LIST = "ReadBenchmarks.hqlList10";
    private static final String LAZY = "ReadBenchmarks.lazyCollection";
    private static final String PERSIST = "WriteBenchmarks.persistCommit";
    private static final String BATCH_OF_50 = "WriteBenchmarks.persistBatch50";
    private static final String SELECT = "JdbcBenchmarks.preparedSelectOneRow";
    private static final String SELECT_H2 = "JdbcBenchmarks.preparedSelectOneRowH2";
    private static final String BORROW = "JdbcBenchmarks.borrowAndSelectOneRow";
    private static final String ROWS = "JdbcBenchmarks.readRows";
    static final String START = "StartBenchmarks.start";

    private static final List<Library> TRACERS =
            List.of(OURS, OPENTELEMETRY_JDBC, OPENTELEMETRY_JAVAAGENT, DATASOURCE_MICROMETER);

    private final List<Case> cases = new ArrayList<>();

    private Plan() {}

    /** Every row of the table, of us and of every peer. */
    static List<Case> full() {
        Plan plan = new Plan();
        plan.everyMode(FIND);
        plan.everyMode(SELECT);
        for (String benchmark : List.of(LIST, LAZY, PERSIST, BATCH_OF_50, SELECT_H2, BORROW, ROWS)) {
            plan.everybody(benchmark);
        }
        for (String benchmark : List.of(FIND, LIST, LAZY, PERSIST, BATCH_OF_50)) {
            plan.add(benchmark, OURS_COMPACT, SAMPLED);
        }
        plan.add("FloorBenchmarks.findById", BARE_SDK, BATCH);
        plan.bareTrees();
        for (String tree : List.of("bare1", "bare2", "bare5")) {
            plan.add("TreeBenchmarks." + tree, BARE_SDK, SAMPLED);
        }
        plan.onAllCores();
        plan.everybody(START);
        return plan.cases;
    }

    /** Us beside the bare SDK that makes the same spans. */
    static List<Case> floor() {
        Plan plan = new Plan();
        for (String benchmark : List.of(FIND, LIST, LAZY, PERSIST, BATCH_OF_50, SELECT)) {
            plan.add(benchmark, BASELINE, NONE);
            plan.ours(benchmark, SAMPLED);
        }
        for (String benchmark : List.of(LAZY, PERSIST, BATCH_OF_50)) {
            plan.add(benchmark, OURS_COMPACT, SAMPLED);
        }
        plan.ours(FIND, UNSAMPLED);
        plan.ours(SELECT, UNSAMPLED);
        plan.bareTrees();
        return plan.cases;
    }

    /** Us with each insight switched on or off, beside us as we come. */
    static List<Case> insight() {
        Plan plan = new Plan();
        for (String benchmark : List.of(FIND, LIST, LAZY, PERSIST, SELECT)) {
            plan.add(benchmark, BASELINE, NONE);
            plan.ours(benchmark, SAMPLED, UNSAMPLED);
            for (Library insight : Insights.ALL) {
                plan.add(benchmark, insight, SAMPLED);
            }
            for (Library insight : Insights.UNSAMPLED_TOO) {
                plan.add(benchmark, insight, UNSAMPLED);
            }
        }
        return plan.cases;
    }

    /** A look at the most important cases. */
    static List<Case> quick() {
        Plan plan = new Plan();
        plan.add(FIND, BASELINE, NONE);
        plan.add("FloorBenchmarks.findById", BARE_SDK, SAMPLED);
        plan.ours(FIND, SAMPLED, UNSAMPLED);
        plan.add(FIND, OURS_COMPACT, SAMPLED);
        plan.add(FIND, OPENTELEMETRY_JDBC, SAMPLED);
        plan.add(BATCH_OF_50, BASELINE, NONE);
        plan.ours(BATCH_OF_50, SAMPLED);
        plan.add(SELECT, BASELINE, NONE);
        plan.ours(SELECT, SAMPLED, UNSAMPLED);
        return plan.cases;
    }

    /** What the guard of the bytes looks at. */
    static List<Case> guarded() {
        Plan plan = new Plan();
        plan.add(FIND, BASELINE, NONE);
        plan.ours(FIND, SAMPLED, UNSAMPLED, UNSAMPLED_PARENT, NO_SDK, OFF);
        plan.add(FIND, OURS_COMPACT, SAMPLED);
        plan.add(LIST, BASELINE, NONE);
        plan.ours(LIST, SAMPLED, UNSAMPLED);
        for (String benchmark : List.of(LAZY, PERSIST, BATCH_OF_50)) {
            plan.add(benchmark, BASELINE, NONE);
            plan.ours(benchmark, SAMPLED);
        }
        plan.add(BATCH_OF_50, OURS_COMPACT, SAMPLED);
        plan.add(SELECT, BASELINE, NONE);
        plan.ours(SELECT, SAMPLED, UNSAMPLED, NO_SDK);
        return plan.cases;
    }

    private void everyMode(String benchmark) {
        everybody(benchmark);
        ours(benchmark, UNSAMPLED, UNSAMPLED_PARENT, NO_SDK, OFF, BATCH);
        add(benchmark, OPENTELEMETRY_JDBC, NO_SDK);
        for (Library peer : TRACERS.subList(1, TRACERS.size())) {
            add(benchmark, peer, UNSAMPLED);
            add(benchmark, peer, BATCH);
        }
    }

    private void everybody(String benchmark) {
        add(benchmark, BASELINE, NONE);
        TRACERS.forEach(library -> add(benchmark, library, SAMPLED));
        add(benchmark, DATASOURCE_PROXY, NONE);
        add(benchmark, P6SPY, NONE);
    }

    private void bareTrees() {
        add("FloorBenchmarks.findById", BARE_SDK, SAMPLED);
        add("FloorBenchmarks.findById", BARE_SDK, UNSAMPLED);
        add("FloorBenchmarks.hqlList10", BARE_SDK, SAMPLED);
        for (String method : List.of("lazyCollection", "persistCommit", "persistBatch50")) {
            add("ReplayBenchmarks." + method, BARE_SDK, SAMPLED);
            add("ReplayBenchmarks." + method, BARE_SDK_COMPACT, SAMPLED);
        }
        add("ReplayBenchmarks.preparedSelectOneRow", BARE_SDK, SAMPLED);
        add("ReplayBenchmarks.preparedSelectOneRow", BARE_SDK, UNSAMPLED);
    }

    private void onAllCores() {
        cases.add(new Case(FIND, BASELINE, NONE, Case.CORES));
        cases.add(new Case("FloorBenchmarks.findById", BARE_SDK, SAMPLED, Case.CORES));
        TRACERS.forEach(library -> cases.add(new Case(FIND, library, SAMPLED, Case.CORES)));
        cases.add(new Case(FIND, DATASOURCE_PROXY, NONE, Case.CORES));
        cases.add(new Case(FIND, P6SPY, NONE, Case.CORES));
    }

    private void ours(String benchmark, Mode... modes) {
        for (Mode mode : modes) {
            add(benchmark, OURS, mode);
        }
    }

    private void add(String benchmark, Library library, Mode mode) {
        cases.add(new Case(benchmark, library, mode));
    }
}
