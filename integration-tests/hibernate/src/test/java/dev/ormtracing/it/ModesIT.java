package dev.ormtracing.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.hibernate.OrmTracingStatementInspector;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.jdbc.TracingDataSource;
import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.hibernate.Version;
import org.hibernate.cfg.JdbcSettings;
import org.junit.jupiter.api.Test;

/**
 * What is seen in each mode: the table of docs/reference.md is what the {@link Sights} see. Where the table is wrong, the
 * message has the right one; {@code -Dmodes.write=true} writes it.
 */
@EveryDatabase
class ModesIT {

    private static final Path REFERENCE = Path.of("..", "..", "..", "docs", "reference.md");
    private static final String HEADER = "| what is seen |";

    /** What the older line of Hibernate does not tell. */
    private static final String SINCE_7 = "from Hibernate 7.0 on";

    private enum Mode {
        FULL,
        FALLBACK,
        INSPECTOR_ONLY,
        DATA_SOURCE_ONLY;

        Map<String, ?> settings() {
            return switch (this) {
                case FULL -> Map.of();
                case FALLBACK -> Map.of(OrmTracingSettings.SESSION_SUBCLASS, false);
                case INSPECTOR_ONLY ->
                    Map.of(
                            OrmTracingSettings.ENABLED,
                            false,
                            JdbcSettings.STATEMENT_INSPECTOR,
                            OrmTracingStatementInspector.class);
                case DATA_SOURCE_ONLY -> Map.of(OrmTracingSettings.ENABLED, false);
            };
        }
    }

    private final TracedUnit unit;

    ModesIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void tableOfModes_isWhatIsSeen() throws IOException {
        Map<String, List<Boolean>> seen = new LinkedHashMap<>();
        for (Mode mode : Mode.values()) {
            look(mode, seen);
        }
        List<String> lines = Files.readAllLines(REFERENCE);
        int first = firstRow(lines);
        int rows = Math.toIntExact(lines.stream()
                .skip(first)
                .takeWhile(line -> line.startsWith("|"))
                .count());
        List<String> documented = lines.subList(first, first + rows);
        List<String> actual = new ArrayList<>();
        seen.forEach((what, answers) -> actual.add(row(what, answers, documented)));
        if (Boolean.getBoolean("modes.write")) {
            List<String> written = new ArrayList<>(lines.subList(0, first));
            written.addAll(actual);
            written.addAll(lines.subList(first + rows, lines.size()));
            Files.write(REFERENCE, written);
        }

        assertThat(String.join("\n", documented)).isEqualTo(String.join("\n", actual));
    }

    private static int firstRow(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(HEADER)) {
                return i + 2;
            }
        }
        throw new AssertionError("No table of modes");
    }

    /** A cell that names a version stays as it is where it is true of the Hibernate that is tested. */
    private static String row(String what, List<Boolean> answers, List<String> documented) {
        String known = documented.stream()
                .filter(line -> line.startsWith("| " + what + " |"))
                .findFirst()
                .orElse("");
        String[] cells = known.split(" *\\| *");
        StringBuilder row = new StringBuilder("| ").append(what).append(" |");
        for (int i = 0; i < answers.size(); i++) {
            boolean varies = cells.length > i + 2 && cells[i + 2].equals(SINCE_7);
            boolean seen = answers.get(i);
            row.append(' ')
                    .append(
                            varies && seen != Version.getVersionString().startsWith("6.")
                                    ? SINCE_7
                                    : seen ? "yes" : "no")
                    .append(" |");
        }
        return row.toString();
    }

    private void look(Mode mode, Map<String, List<Boolean>> seen) {
        TraceRecorder recorder = TraceRecorder.create();
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .sqlComment(SqlComment.TAGS)
                .build();
        DataSource source = mode == Mode.DATA_SOURCE_ONLY ? TracingDataSource.wrap(unit.pool(), tracing) : unit.pool();
        try (recorder;
                TracedUnit looked =
                        TracedUnit.create(unit.database(), unit.pool(), source, recorder, tracing, mode.settings())) {
            for (Sights.Sight sight : Sights.all()) {
                looked.reset();
                Blog blog = unit.givenFrom(Blog::persistIn);
                Span request = recorder.openTelemetry()
                        .getTracer("application")
                        .spanBuilder("request")
                        .startSpan();
                try (Scope scope = SqlTags.of("route", "/blog")
                        .storeInContext(Context.current().with(request))
                        .makeCurrent()) {
                    sight.work().run(looked, blog);
                } catch (Exception expected) {
                    // Some sights are failures.
                } finally {
                    request.end();
                }
                seen.computeIfAbsent(sight.what(), what -> new ArrayList<>())
                        .add(sight.isSeen().test(recorder.traces()));
            }
        }
    }
}
