package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What we may cost, and what we do. */
final class Bar {

    /** No limit. */
    private static final double ANY = Double.NaN;

    private static final int ROWS = 1000;

    private final Figures figures;

    Bar(Figures figures) {
        this.figures = figures;
    }

    List<Row> rows() {
        return List.of(
                tree("findById"),
                tree("hqlList10"),
                compact("findById", beside("findById")),
                compact("hqlList10", beside("hqlList10")),
                row("findById, not sampled", Mode.UNSAMPLED, "findById", 150, 400),
                row("findById, the caller does not sample", Mode.UNSAMPLED_PARENT, "findById", 150, 400),
                row("findById, no SDK", Mode.NO_SDK, "findById", 25, 0),
                row("findById, switched off", Mode.OFF, "findById", 25, 0),
                row("JDBC alone, not sampled", Mode.UNSAMPLED, "preparedSelectOneRow", 100, 250),
                row("JDBC alone, sampled", Mode.SAMPLED, "preparedSelectOneRow", 350, 900),
                row("JDBC alone, no SDK", Mode.NO_SDK, "preparedSelectOneRow", 25, 0),
                row("JDBC alone on H2, sampled", Mode.SAMPLED, "preparedSelectOneRowH2", ANY, ANY),
                row(
                        "JDBC alone with the loan of a connection, sampled",
                        Mode.SAMPLED,
                        "borrowAndSelectOneRow",
                        ANY,
                        ANY),
                row("lazyCollection, 10 collections, sampled", Mode.SAMPLED, "lazyCollection", 15_000, 36_000),
                compact("lazyCollection", added("lazyCollection", Library.OPENTELEMETRY_JDBC, Mode.SAMPLED)),
                asTheAgent(),
                row("persistBatch50, sampled", Mode.SAMPLED, "persistBatch50", 5_000, 12_000),
                compact("persistBatch50", Optional.of(new Cost(3_000, 7_000))),
                perRow(),
                batch(),
                threads(),
                row("start-up: pool and SessionFactory", Mode.SAMPLED, "start", 30_000_000, ANY));
    }

    private Row tree(String method) {
        Optional<Cost> limit = added(method, Library.BARE_SDK, Mode.SAMPLED).map(cost -> cost.times(1.25));
        return new Row(
                method + ", sampled", "1.25 × the bare SDK: " + words(limit), limit, Library.OURS, sampled(method));
    }

    /** A span of opentelemetry-jdbc and one by hand for the operation. */
    private Optional<Cost> beside(String method) {
        return added(method, Library.OPENTELEMETRY_JDBC, Mode.SAMPLED)
                .flatMap(peer -> added("bare1", Library.BARE_SDK, Mode.SAMPLED).map(peer::plus));
    }

    private Row compact(String method, Optional<Cost> limit) {
        return new Row(method + ", sampled, compact", words(limit), limit, Library.OURS_COMPACT, sampled(method));
    }

    private Row asTheAgent() {
        Optional<Cost> limit = added("persistCommit", Library.OPENTELEMETRY_JAVAAGENT, Mode.SAMPLED);
        return new Row(
                "persistCommit, sampled",
                "the javaagent: " + words(limit),
                limit,
                Library.OURS,
                sampled("persistCommit"));
    }

    private Row perRow() {
        Cost limit = new Cost(5, 0.5);
        return new Row("per row read", "5 ns, 0 B", Optional.of(limit), Library.OURS, library -> {
            Optional<Cost> one = added("preparedSelectOneRow", library, Mode.SAMPLED);
            return added("readRows", library, Mode.SAMPLED)
                    .flatMap(all -> one.map(cost -> all.minus(cost).times(1.0 / (ROWS - 1))));
        });
    }

    private Row batch() {
        Function<Library, Optional<Cost>> growth = library -> added("findById", library, Mode.SAMPLED)
                .flatMap(plain -> figures.find("findById", library, Mode.BATCH, false)
                        .flatMap(ignored -> added("findById", library, Mode.BATCH))
                        .map(batched -> batched.minus(plain)));
        Optional<Cost> limit = growth.apply(Library.BARE_SDK).map(cost -> cost.times(1.2));
        return new Row(
                "findById: what the batch processor adds",
                "1.2 × the bare SDK: " + words(limit),
                limit,
                Library.OURS,
                growth);
    }

    private Row threads() {
        Optional<Cost> limit = added("findById", Library.OURS, Mode.SAMPLED).map(cost -> cost.times(1.2));
        return new Row(
                "findById, sampled, on all cores",
                "1.2 × one thread: " + words(limit),
                limit,
                Library.OURS,
                library -> figures.added("findById", library, modeOf(library, Mode.SAMPLED), true));
    }

    private Row row(String title, Mode mode, String method, double nanos, double bytes) {
        Optional<Cost> limit = Double.isNaN(nanos) ? Optional.empty() : Optional.of(new Cost(nanos, bytes));
        return new Row(title, words(limit), limit, Library.OURS, library -> added(method, library, mode));
    }

    private Function<Library, Optional<Cost>> sampled(String method) {
        return library -> added(method, library, Mode.SAMPLED);
    }

    private Optional<Cost> added(String method, Library library, Mode mode) {
        return figures.added(method, library, modeOf(library, mode), false);
    }

    private static Mode modeOf(Library library, Mode mode) {
        return library == Library.DATASOURCE_PROXY || library == Library.P6SPY ? Mode.NONE : mode;
    }

    private static String words(Optional<Cost> limit) {
        return limit.map(Cost::toString).orElse("");
    }
}
