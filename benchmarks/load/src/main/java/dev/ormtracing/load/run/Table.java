package dev.ormtracing.load.run;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The results in Markdown, a row for each variant, and in CSV, a line for each turn. */
final class Table {

    private static final List<String> HEAD = List.of(
            "variant",
            "CPU, ratio to no tracing",
            "added CPU, µs a request",
            "of it in Java threads",
            "throughput, ratio",
            "p50, ms",
            "p99, ms",
            "spans a request",
            "added kB a request",
            "live heap, MB");

    private final Results results;
    private final Map<Variant, Long> liveHeaps;

    Table(Results results, Map<Variant, Long> liveHeaps) {
        this.results = results;
        this.liveHeaps = liveHeaps;
    }

    String markdown() {
        StringBuilder table = new StringBuilder();
        table.append(row(HEAD)).append("|---".repeat(HEAD.size())).append("|\n");
        results.variants().forEach(variant -> table.append(row(cells(variant))));
        return table.toString();
    }

    private static String row(List<String> cells) {
        StringJoiner row = new StringJoiner(" | ", "| ", " |\n");
        cells.forEach(row::add);
        return row.toString();
    }

    private List<String> cells(Variant variant) {
        boolean isBaseline = variant == variant.baseline();
        return List.of(
                variant.title(),
                isBaseline ? "1" : results.ratio(variant, Turn::cpu).format("%.2f"),
                isBaseline
                        ? "(of %.0f)".formatted(results.of(variant, Turn::cpu).median())
                        : results.added(variant, Turn::cpu).format("%.0f"),
                isBaseline
                        ? "(of %.0f)"
                                .formatted(results.of(variant, Turn::threads).median())
                        : results.added(variant, Turn::threads).format("%.0f"),
                isBaseline
                        ? "(%,.0f a second)"
                                .formatted(results.of(variant, Turn::throughput).median())
                        : results.ratio(variant, Turn::throughput).format("%.2f"),
                responseTime(variant, 50),
                responseTime(variant, 99),
                "%.1f".formatted(results.of(variant, Turn::spans).median()),
                isBaseline
                        ? "(of %.1f)".formatted(results.of(variant, Turn::bytes).median() / 1e3)
                        : "%.1f".formatted(results.added(variant, Turn::bytes).median() / 1e3),
                "%.1f".formatted(liveHeaps.getOrDefault(variant, 0L) / 1e6));
    }

    private String responseTime(Variant variant, double percent) {
        return results.responseTime(variant, percent).stream()
                .mapToObj("%.1f"::formatted)
                .findFirst()
                .orElse("");
    }

    String csv() {
        StringBuilder lines =
                new StringBuilder("variant,round,requests,seconds,cpu_micros,thread_micros,bytes,spans\n");
        for (Variant variant : results.variants()) {
            List<Turn> turns = results.turns(variant);
            for (int round = 0; round < turns.size(); round++) {
                Turn turn = turns.get(round);
                lines.append("%s,%d,%d,%.3f,%.2f,%.2f,%.0f,%.2f%n"
                        .formatted(
                                variant,
                                round,
                                turn.requests(),
                                turn.seconds(),
                                turn.cpu(),
                                turn.threads(),
                                turn.bytes(),
                                turn.spans()));
            }
        }
        return lines.toString();
    }
}
