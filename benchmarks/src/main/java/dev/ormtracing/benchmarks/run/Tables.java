package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.run.Figures.Figure;
import dev.ormtracing.benchmarks.run.Figures.Key;
import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** A run's results in Markdown. */
final class Tables {

    private static final List<Library> PEERS = List.of(
            Library.BARE_SDK,
            Library.OPENTELEMETRY_JDBC,
            Library.OPENTELEMETRY_JAVAAGENT,
            Library.DATASOURCE_MICROMETER,
            Library.DATASOURCE_PROXY,
            Library.P6SPY);

    private final Figures figures;

    private Tables(Figures figures) {
        this.figures = figures;
    }

    static Tables of(Figures figures) {
        return new Tables(figures);
    }

    String all() {
        return String.join("\n", tables().values());
    }

    private Map<String, String> tables() {
        Map<String, String> tables = new LinkedHashMap<>();
        tables.put("bar", bar());
        tables.put("floors", new Floors(figures).table());
        tables.put("insight", new Insights(figures).table());
        tables.put("figures", everything());
        return tables;
    }

    /**
     * Puts the tables that the file has marks for between their marks, in place of what is there, as in
     * {@code <!-- bar -->…<!-- /bar -->}.
     *
     * @param names of the tables; all if it is empty
     */
    void writeInto(Path file, List<String> names) throws IOException {
        String text = Files.readString(file);
        for (Map.Entry<String, String> table : tables().entrySet()) {
            if (names.isEmpty() || names.contains(table.getKey())) {
                text = replace(text, table.getKey(), table.getValue());
            }
        }
        Files.writeString(file, text);
    }

    private static String replace(String text, String name, String table) {
        String start = "<!-- " + name + " -->";
        int from = text.indexOf(start);
        int to = text.indexOf("<!-- /" + name + " -->");
        if (from < 0 || to < from) {
            return text;
        }
        return text.substring(0, from) + start + "\n" + table + text.substring(to);
    }

    private String bar() {
        StringBuilder table = new StringBuilder();
        StringJoiner head = new StringJoiner(" | ", "| ", " |\n")
                .add("case")
                .add("at most")
                .add("ours")
                .add("bar");
        PEERS.forEach(peer -> head.add(peer.title()));
        table.append(head).append("|---".repeat(PEERS.size() + 4)).append("|\n");
        for (Row row : new Bar(figures).rows()) {
            StringJoiner line = new StringJoiner(" | ", "| ", " |\n")
                    .add(row.title())
                    .add(row.bar())
                    .add(cell(row, row.ours()))
                    .add(row.verdict());
            PEERS.forEach(peer -> line.add(cell(row, peer)));
            table.append(line);
        }
        return table.toString();
    }

    private static String cell(Row row, Library library) {
        return row.costs().apply(library).map(Cost::toString).orElse("");
    }

    private String everything() {
        StringBuilder table = new StringBuilder(
                "| benchmark | library | mode | spans | CPU ns, best fork | median | worst | bytes | added ns | added bytes"
                        + " | × baseline | × bare SDK | × opentelemetry-jdbc |\n");
        table.append("|---".repeat(13)).append("|\n");
        for (Map.Entry<Key, Figure> entry : figures.entries()) {
            table.append(line(entry.getKey(), entry.getValue()));
        }
        return table.toString();
    }

    private String line(Key key, Figure figure) {
        Optional<Cost> added = figures.added(key.method(), key.library(), key.mode(), key.allCores());
        return new StringJoiner(" | ", "| ", " |\n")
                .add(key.method() + (key.allCores() ? ", all cores" : ""))
                .add(key.library().title())
                .add(key.mode().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .add(Long.toString(figure.spans()))
                .add("%,.0f".formatted(figure.cost().nanos()))
                .add("%,.0f".formatted(figure.median()))
                .add("%,.0f".formatted(figure.worst()))
                .add("%,.0f".formatted(figure.cost().bytes()))
                .add(added.map(cost -> "%,.0f".formatted(cost.nanos())).orElse(""))
                .add(added.map(cost -> "%,.0f".formatted(cost.bytes())).orElse(""))
                .add(ratio(
                        figure.cost(),
                        figures.find(key.method(), Library.BASELINE, Mode.NONE, key.allCores())
                                .map(Figure::cost)))
                .add(added.map(cost -> ratio(cost, floor(key, Library.BARE_SDK)))
                        .orElse(""))
                .add(added.map(cost -> ratio(cost, floor(key, Library.OPENTELEMETRY_JDBC)))
                        .orElse(""))
                .toString();
    }

    private Optional<Cost> floor(Key key, Library library) {
        return figures.added(key.method(), library, key.mode(), key.allCores());
    }

    private static String ratio(Cost cost, Optional<Cost> other) {
        return other.filter(reference -> reference.nanos() > 0)
                .map(reference -> "%.2f".formatted(cost.nanos() / reference.nanos()))
                .orElse("");
    }
}
