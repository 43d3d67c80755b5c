package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SpanAwaitingRowsTest {

    private static final AttributeKey<Long> ROWS = AttributeKey.longKey("rows");

    private final RecordedSpans spans = new RecordedSpans();

    @Test
    void end_isWhenTheStatementWasOver() {
        SpanAwaitingRows late = late();
        late.setAttribute(ROWS, 7L);
        late.end();
        late.end();

        assertThat(spans.all()).singleElement().satisfies(span -> {
            assertThat(span.getEndEpochNanos()).isEqualTo(3_000);
            assertThat(span.getAttributes().get(ROWS)).isEqualTo(7);
        });
    }

    @Test
    void seconds_areSinceTheStartOfTheStatement() {
        assertThat(late().secondsUntil(TimeUnit.SECONDS.toNanos(2) + 1_000)).isEqualTo(2.0);
    }

    @Test
    void rowsOfAStatementThatIsNotMeasured_areNobodys() {
        SpanAwaitingRows late = late();
        late.rowsReturned(7);
        late.end();

        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void spanThatFails_isNotSeen() {
        Span failing = (Span) Proxy.newProxyInstance(
                Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException(method.getName());
                });
        long before = Guard.failures();
        SpanAwaitingRows late = new SpanAwaitingRows(failing, 0, 0, null);
        late.setAttribute(ROWS, 7L);
        late.end();
        late.end();

        assertThat(Guard.failures()).isEqualTo(before + 2);
    }

    /** A statement from 1,000 ns to 3,000 ns. */
    private SpanAwaitingRows late() {
        Span span = spans.sdk
                .getTracer("test")
                .spanBuilder("db_query")
                .setStartTimestamp(1_000, TimeUnit.NANOSECONDS)
                .startSpan();
        return new SpanAwaitingRows(span, 1_000, 3_000, null);
    }
}
