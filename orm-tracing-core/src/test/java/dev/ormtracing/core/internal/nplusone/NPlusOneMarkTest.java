package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.LoggedLines;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.measure.LogEvents;
import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NPlusOneMarkTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final ReadOperation FIND = new ReadOfOneRow(Call.FIND, "User");

    private final RecordedSpans spans = new RecordedSpans();
    private final Span span = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
    private final ReadCounts below = new ReadCounts(2, DescribedStatement.NONE);
    private final NPlusOneMark mark = new NPlusOneMark(() -> null, LogEvents.NONE);
    private final LoggedLines logged = new LoggedLines("dev.ormtracing");

    @AfterEach
    void listenNoMore() {
        logged.close();
    }

    @Test
    void time_isInSeconds() {
        read();
        read();
        mark.ending(span, below, null, 0);
        span.end();

        assertThat(spans.named("request").getEvents())
                .singleElement()
                .satisfies(event -> assertThat(
                                event.getAttributes().get(AttributeKey.doubleKey("orm.n_plus_one.duration")))
                        .isEqualTo(3.0));
        assertThat(logged.all())
                .containsExactly("N+1: User.find was read 2 times (3.000 s) below one parent. Usual remedy:"
                        + " findMultiple (byMultipleIds), or a query with an IN list. trace_id="
                        + span.getSpanContext().getTraceId() + " span_id="
                        + span.getSpanContext().getSpanId());
    }

    @Test
    void loader_isNamedInTheLog() {
        read();
        read();
        mark.ending(span, below, new OperationName(Call.GET_RESULT_LIST, "Post", null), 0);

        assertThat(logged.all()).singleElement().asString().contains(" below one parent, after Post.getResultList. ");
    }

    @Test
    void spanThatRuns_isMarkedWhenItIsNewAndCountedOn() {
        read();
        mark.running(span, below, read(), true);
        mark.running(span, below, read(), false);
        span.end();

        assertThat(spans.named("request").getEvents()).hasSize(1);
        Attributes attributes = spans.named("request").getAttributes();
        assertThat(attributes.get(AttributeKey.stringArrayKey("orm.n_plus_one")))
                .containsExactly("User.find");
        assertThat(attributes.get(AttributeKey.longKey("orm.n_plus_one.count"))).isEqualTo(3);
        assertThat(logged.all()).hasSize(1);
    }

    @Test
    void sameSubject_isLoggedOnceAMinute() {
        read();
        read();
        mark.ending(span, below, null, 0);
        mark.ending(span, below, null, 0);

        assertThat(logged.all()).hasSize(1);
    }

    private ReadCount read() {
        ReadCount read = below.add(FIND, DescribedStatement.NONE, 3 * SECOND / 2);
        assertThat(read).isNotNull();
        return read;
    }
}
