package dev.ormtracing.it.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.hibernate.OrmTracingSettings;
import dev.ormtracing.it.Operations;
import dev.ormtracing.it.blog.Blog;
import dev.ormtracing.it.fixture.EveryDatabase;
import dev.ormtracing.it.fixture.TracedUnit;
import dev.ormtracing.testing.SpanTree;
import dev.ormtracing.testing.TraceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * How much of the trees is the same where only public hooks of Hibernate are used: what the operations of {@link
 * Operations} and Prisma's cases leave in fallback mode, of what they leave in full mode. A span is the same where it
 * stands below the same kinds of spans.
 */
@EveryDatabase
class FallbackShareIT {

    /** A little below what there is: Hibernates differ by a span or two. */
    private static final double AT_FIRST = 80;

    private static final double LATER = 89;

    private final TracedUnit unit;

    FallbackShareIT(TracedUnit unit) {
        this.unit = unit;
    }

    @Test
    void fallback_keepsMostOfTheTrees() {
        compare("at first", true, AT_FIRST);
        compare("with every query known", false, LATER);
    }

    private void compare(String when, boolean first, double least) {
        Map<String, List<SpanTree>> full = trees(true, first);
        Map<String, List<SpanTree>> fallback = trees(false, first);
        Share spans = new Share();
        Share names = new Share();
        Share attributes = new Share();

        full.forEach((work, trees) -> {
            List<SpanTree> others = fallback.get(work);
            spans.add(work, Seen.spans(trees), Seen.spans(others));
            names.add(work, Seen.names(trees), Seen.names(others));
            attributes.add(work, Seen.attributes(trees), Seen.attributes(others));
        });

        System.out.printf(
                "Fallback mode %s has of %d operations: %s of the spans, %s of the names, %s of the attributes%n",
                when, full.size(), spans, names, attributes);
        assertThat(spans.percent()).as("spans missing: %s", spans.missing()).isGreaterThanOrEqualTo(least);
        assertThat(names.percent()).as("names missing: %s", names.missing()).isGreaterThanOrEqualTo(least);
        assertThat(attributes.percent())
                .as("attributes missing: %s", attributes.missing())
                .isGreaterThanOrEqualTo(least);
    }

    /** As the tests that they come from: Prisma's cases write in batches. */
    private Map<String, List<SpanTree>> trees(boolean subclasses, boolean first) {
        Map<String, List<SpanTree>> trees = new LinkedHashMap<>();
        in(
                unit(subclasses, Map.of()),
                looked -> Operations.all()
                        .forEach(scenario -> trees.put(scenario.name(), left(looked, scenario.work()::run, first))));
        in(
                unit(subclasses, Map.of("hibernate.jdbc.batch_size", 20)),
                looked -> PrismaParityIT.cases()
                        .forEach(row -> trees.put(
                                "Prisma: " + row.name() + " " + trees.size(), left(looked, row.work()::run, first))));
        return trees;
    }

    private static void in(TracedUnit looked, Consumer<TracedUnit> work) {
        try (looked) {
            work.accept(looked);
        } finally {
            looked.recorder().close();
        }
    }

    private TracedUnit unit(boolean subclasses, Map<String, Object> others) {
        TraceRecorder recorder = TraceRecorder.create();
        OrmTracing tracing = OrmTracing.builder()
                .openTelemetry(recorder.openTelemetry())
                .cacheThreshold(Duration.ofDays(1))
                .build();
        Map<String, Object> settings = new HashMap<>(others);
        settings.put(OrmTracingSettings.SESSION_SUBCLASS, subclasses);
        return TracedUnit.create(unit.database(), unit.pool(), unit.pool(), recorder, tracing, settings);
    }

    private List<SpanTree> left(TracedUnit looked, PrismaCase.Work work, boolean first) {
        looked.reset();
        try {
            if (!first) {
                work.run(looked, unit.givenFrom(Blog::persistIn));
                looked.forgetData();
            }
            work.run(looked, unit.givenFrom(Blog::persistIn));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return new ArrayList<>(looked.traces().trees());
    }
}
