package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The begin of a transaction of plain JDBC. */
class TransactionStartTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Attributes READ_ONLY =
            Attributes.of(AttributeKey.booleanKey("orm.transaction.read_only"), true);

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @Test
    void callThatBeganIt_isTheSpan() {
        long now = System.nanoTime();
        tracer.writeTransactionStart(now - 3 * SECOND, now - SECOND, READ_ONLY);

        assertThat(spans.all()).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("orm:client:start_transaction");
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(2 * SECOND);
            assertThat(epochSeconds() - span.getEndEpochNanos() / 1e9).isBetween(0.0, 60.0);
            assertThat(span.getAttributes().asMap()).isEqualTo(READ_ONLY.asMap());
        });
    }

    @Test
    void withoutACall_itTakesNoTime() {
        tracer.writeTransactionStart(0, 0, Attributes.empty());

        assertThat(spans.all()).singleElement().satisfies(span -> {
            assertThat(span.getEndEpochNanos()).isEqualTo(span.getStartEpochNanos());
            assertThat(epochSeconds() - span.getEndEpochNanos() / 1e9).isBetween(-1.0, 60.0);
        });
    }

    @Test
    void inAFrame_itIsTheFrames() {
        Frame operation = tracer.startOperation(this, Call.DO_WORK, null, null);
        tracer.writeTransactionStart(0, 0, Attributes.empty());
        operation.end();

        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void inAStatement_itIsAnotherWrappers() {
        JdbcCall statement = tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()));
        tracer.writeTransactionStart(0, 0, Attributes.empty());
        assertThat(statement).isNotNull();
        statement.end();

        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void belowAnUnsampledSpan_thereIsNone() {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        Span request = unsampled.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            tracer.writeTransactionStart(0, 0, Attributes.empty());
        }

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void switchedOff_thereIsNone() {
        spans.tracing().enabled(false).build().tracer().writeTransactionStart(0, 0, Attributes.empty());

        assertThat(spans.all()).isEmpty();
    }

    private static double epochSeconds() {
        return System.currentTimeMillis() / 1e3;
    }
}
