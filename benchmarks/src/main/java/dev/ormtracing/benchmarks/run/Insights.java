package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.run.Figures.Figure;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** The bytes that an insight which can be switched on or off adds to us as we come. */
final class Insights {

    static final List<Library> ALL = List.of(
            Library.WITHOUT_N_PLUS_ONE,
            Library.MERGING,
            Library.RETURNED_ROWS,
            Library.METRICS,
            Library.SLOW_OPERATIONS,
            Library.SQL_TAGS,
            Library.SQL_TRACEPARENT,
            Library.CALLER);

    /** The settings that do something for traces that are not sampled. */
    static final List<Library> UNSAMPLED_TOO = List.of(Library.METRICS, Library.SLOW_OPERATIONS, Library.SQL_TAGS);

    private static final List<String> METHODS =
            List.of("findById", "hqlList10", "lazyCollection", "persistCommit", "preparedSelectOneRow");

    private final Figures figures;

    Insights(Figures figures) {
        this.figures = figures;
    }

    String table() {
        StringBuilder table = new StringBuilder();
        StringJoiner head = new StringJoiner(" | ", "| ", " |\n").add("setting");
        METHODS.forEach(head::add);
        table.append(head).append("|---".repeat(METHODS.size() + 1)).append("|\n");
        ALL.forEach(insight -> table.append(row(insight, Mode.SAMPLED, "")));
        UNSAMPLED_TOO.forEach(insight -> table.append(row(insight, Mode.UNSAMPLED, ", not sampled")));
        return table.toString();
    }

    private String row(Library insight, Mode mode, String suffix) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n").add(insight.title() + suffix);
        METHODS.forEach(method -> row.add(added(method, insight, mode)
                .map(cost -> "%,d B".formatted(Math.round(cost.bytes())))
                .orElse("")));
        return row.toString();
    }

    private Optional<Cost> added(String method, Library insight, Mode mode) {
        Optional<Cost> with = figures.find(method, insight, mode, false).map(Figure::cost);
        Optional<Cost> without = figures.find(method, Library.OURS, mode, false).map(Figure::cost);
        return with.flatMap(cost -> without.map(cost::minus));
    }
}
