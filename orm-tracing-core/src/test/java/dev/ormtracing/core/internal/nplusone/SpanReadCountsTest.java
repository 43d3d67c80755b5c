package dev.ormtracing.core.internal.nplusone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.measure.LogEvents;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import org.junit.jupiter.api.Test;

class SpanReadCountsTest {

    private static final DescribedStatement STATEMENT =
            new DescribedStatement("", "select 1 where id = ?", Attributes.empty());

    private final Tracer tracer = new RecordedSpans().sdk.getTracer("test");
    private final SpanReadCounts reads = new SpanReadCounts(1_000_000, new NPlusOneMark(() -> null, LogEvents.NONE));

    @Test
    void reads_areCountedForEachSpan() {
        Span span = span();
        Span other = span();

        assertThat(read(span)).isEqualTo(1);
        assertThat(read(span)).isEqualTo(2);
        assertThat(read(other)).isEqualTo(1);
        assertThat(read(span)).isEqualTo(3);
    }

    @Test
    void spanThatHasEnded_isNotCountedFor() {
        Span span = span();
        span.end();

        assertThat(read(span)).isZero();
        assertThat(read(span)).isZero();
    }

    @Test
    void readsOfATransaction_areAdded() {
        Span span = span();
        read(span);
        ReadCounts transaction = new ReadCounts(1_000_000, DescribedStatement.NONE);
        transaction.add(null, STATEMENT, 1);
        transaction.add(null, STATEMENT, 1);
        reads.addAll(span, transaction);

        assertThat(read(span)).isEqualTo(4);
    }

    @Test
    void spanThatWasUsedLast_keepsItsPlace() {
        Span used = span();
        for (int i = 1; i <= 2_000; i++) {
            assertThat(read(used)).isEqualTo(i);
            read(span());
            read(span());
        }
    }

    @Test
    void manySpansAtATime_haveAPlace() {
        Span[] spans = new Span[100];
        for (int i = 0; i < spans.length; i++) {
            spans[i] = span();
            read(spans[i]);
        }

        // Chance puts them into the buckets; that of eight losing their places is less than one in a billion.
        assertThat(spans).filteredOn(span -> read(span) == 2).hasSizeGreaterThan(92);
    }

    @Test
    void spanThatWasNotUsedForLong_losesItsPlace() {
        Span unused = span();
        read(unused);
        for (int i = 0; i < 20_000; i++) {
            read(span());
        }

        assertThat(read(unused)).isEqualTo(1);
    }

    private int read(Span span) {
        return reads.add(span, null, STATEMENT, 1);
    }

    private Span span() {
        return tracer.spanBuilder("request").startSpan();
    }
}
