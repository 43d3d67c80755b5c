package dev.ormtracing.benchmarks.run;

import dev.ormtracing.benchmarks.subject.Library;
import dev.ormtracing.benchmarks.subject.Mode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What we add beside what the very same spans add when the bare SDK makes them. */
final class Floors {

    private final Figures figures;

    Floors(Figures figures) {
        this.figures = figures;
    }

    String table() {
        StringBuilder table = new StringBuilder(
                "| case | spans | ours | the same spans by the bare SDK | time | bytes |\n|---|---|---|---|---|---|\n");
        for (String method : List.of("findById", "hqlList10", "lazyCollection", "persistCommit", "persistBatch50")) {
            row(table, method, Library.OURS, Library.BARE_SDK, Mode.SAMPLED);
            row(table, method, Library.OURS_COMPACT, Library.BARE_SDK_COMPACT, Mode.SAMPLED);
        }
        row(table, "findById", Library.OURS, Library.BARE_SDK, Mode.UNSAMPLED);
        row(table, "preparedSelectOneRow", Library.OURS, Library.BARE_SDK, Mode.SAMPLED);
        row(table, "preparedSelectOneRow", Library.OURS, Library.BARE_SDK, Mode.UNSAMPLED);
        return table.toString();
    }

    private void row(StringBuilder table, String method, Library library, Library bare, Mode mode) {
        Optional<Cost> ours = figures.added(method, library, mode, false);
        Optional<Cost> floor = figures.added(method, bare, mode, false);
        if (ours.isPresent() && floor.isPresent()) {
            long spans =
                    figures.find(method, library, mode, false).orElseThrow().spans();
            table.append("| %s, %s%s | %d | %s | %s | %.2f × | %.2f × |%n"
                    .formatted(
                            method,
                            mode.name().toLowerCase(Locale.ROOT),
                            library == Library.OURS_COMPACT ? ", compact" : "",
                            spans,
                            ours.get(),
                            floor.get(),
                            ours.get().nanos() / floor.get().nanos(),
                            ours.get().bytes() / floor.get().bytes()));
        }
    }
}
