package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.name.SpanType;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowLogTextTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final String TRACE_ID = "0af7651916cd43dd8448eb211c80319c";

    private final SlowLog log = new SlowLog(2 * MILLI);
    private final LoggedLines logged = new LoggedLines(SlowLog.LOGGER_NAME);

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    @Test
    void line_tellsTimeThresholdAndTrace() {
        log.ends(operation("User.find", 5 * MILLI), context(TraceFlags.getSampled()));
        log.ends(operation("User.merge", 5 * MILLI), context(TraceFlags.getDefault()));
        log.ends(operation("User.remove", 5 * MILLI), SpanContext.getInvalid());

        assertThat(logged.all().stream().map(text -> text.lines().findFirst().orElseThrow()))
                .containsExactly(
                        "Slow: User.find took 5.00 ms (threshold 2 ms) trace_id=" + TRACE_ID,
                        "Slow: User.merge took 5.00 ms (threshold 2 ms) trace_id=" + TRACE_ID + " (not sampled)",
                        "Slow: User.remove took 5.00 ms (threshold 2 ms)");
    }

    @Test
    void namesAndStatements_makeNoLineOfTheirOwn() {
        TimeTree slow = operation("a\nWARNING: b", 5 * MILLI);
        slow.add(SpanType.DB_QUERY, "select \"x\r\nWARNING: y\"", "select \u001b[31m\u2028 1", MILLI);

        log.ends(slow, SpanContext.getInvalid());

        assertThat(logged.all()).singleElement().asString().isEqualToNormalizingNewlines("""
                Slow: a WARNING: b took 5.00 ms (threshold 2 ms)
                     5.00 ms  operation a WARNING: b
                     1.00 ms  └─ db_query select "x WARNING: y"  select  [31m  1""");
    }

    @Test
    void threshold_isSlow() {
        log.ends(operation("User.find", 2 * MILLI), SpanContext.getInvalid());
        log.ends(operation("User.merge", 2 * MILLI - 1), SpanContext.getInvalid());

        assertThat(logged.all()).singleElement().asString().contains("User.find");
    }

    @Test
    void whatWasNotLogged_isCounted() {
        log.ends(operation("User.find", 5 * MILLI), SpanContext.getInvalid());
        log.ends(operation("User.find", 5 * MILLI), SpanContext.getInvalid());
        log.ends(operation("User.merge", 5 * MILLI), SpanContext.getInvalid());

        assertThat(logged.all().stream().map(text -> text.lines().findFirst().orElseThrow()))
                .containsExactly(
                        "Slow: User.find took 5.00 ms (threshold 2 ms)",
                        "Slow: User.merge took 5.00 ms (threshold 2 ms); 1 other slow ones were not logged before it");
    }

    @Test
    void minute_isThatOfTheClock() {
        long now = TimeUnit.HOURS.toNanos(1);
        for (int i = 0; i < 10; i++) {
            assertThat(log.pass("operation " + i, now)).isZero();
        }

        assertThat(log.pass("operation 10", now)).isEqualTo(-1);
    }

    private static TimeTree operation(String name, long nanos) {
        TimeTree tree = new TimeTree(SpanType.OPERATION, name, null);
        tree.nanos = nanos;
        return tree;
    }

    private static SpanContext context(TraceFlags flags) {
        return SpanContext.create(TRACE_ID, "b7ad6b7169203331", flags, TraceState.getDefault());
    }
}
