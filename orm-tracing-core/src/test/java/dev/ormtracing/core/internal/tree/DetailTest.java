package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DetailTest {

    private static final Object SESSION = "session";
    private static final Duration NEVER = Duration.ofDays(1);

    private final RecordedSpans spans = new RecordedSpans();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void full_writesEveryPhase() {
        find(tracer(spans.tracing().detail(Detail.FULL)), null);

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  compile
                  serialize
                  connect
                  db_query
                  hydrate
                """);
        assertThat(durations(spans.named("orm:client:operation"))).isEmpty();
    }

    @Test
    void compact_tellsThePhasesAsDurations() {
        find(tracer(spans.tracing().detail(Detail.COMPACT)), null);

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  db_query
                """);
        assertThat(durations(spans.named("orm:client:operation"))).isEqualTo("compile serialize connect hydrate");
    }

    @Test
    void adaptive_tellsThePhasesOfAFastOperationAsDurations() {
        find(tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(NEVER)), null);

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  db_query
                """);
        assertThat(durations(spans.named("orm:client:operation"))).isEqualTo("compile serialize connect hydrate");
    }

    @Test
    void adaptive_writesThePhasesOfASlowOperation() {
        find(tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(Duration.ofNanos(1))), null);

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  compile
                  serialize
                  connect
                  db_query
                  hydrate
                """);
        assertThat(durations(spans.named("orm:client:operation"))).isEmpty();
    }

    @Test
    void adaptive_writesThePhasesOfAFailedOperation() {
        find(
                tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(NEVER)),
                new IllegalStateException());

        assertThat(spans.tree()).isEqualTo("""
                operation User.find ERROR
                  compile
                  serialize
                  connect
                  db_query
                  hydrate
                """);
    }

    @Test
    void minPhaseDuration_makesShorterPhasesDurations() {
        find(tracer(spans.tracing().minPhaseDuration(NEVER)), null);

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  db_query
                """);
        assertThat(durations(spans.named("orm:client:operation"))).isEqualTo("compile serialize connect hydrate");
    }

    @Test
    void phasesOfManyStatements_areSummedUp() {
        OperationTracer tracer = tracer(spans.tracing().detail(Detail.ADAPTIVE).slowOperationThreshold(NEVER));
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Phases.selectStarts(operation);
        for (int i = 0; i < 1_000; i++) {
            tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end(true);
        }
        Phases.selectEnds(operation);
        operation.end();

        SpanData span = spans.named("orm:client:operation");
        double hydrate = span.getAttributes().get(OrmAttributes.HYDRATE_DURATION);
        assertThat(hydrate).isGreaterThan(0).isLessThan((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9);
        assertThat(spans.all()).hasSize(1_001);
    }

    @Test
    void compact_tellsTheStepsOfATransactionAsDurations() {
        OperationTracer tracer = tracer(spans.tracing().detail(Detail.COMPACT));
        commit(tracer);

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  db_query
                  db_query
                """);
        SpanData transaction = spans.named("orm:client:transaction");
        assertThat(durations(transaction)).isEqualTo("serialize connect flush start_transaction commit_transaction");
        assertThat(transaction.getAttributes().get(OrmAttributes.FLUSH_ENTITIES))
                .isEqualTo(3);
    }

    @Test
    void full_writesTheStepsOfATransaction() {
        commit(tracer(spans.tracing()));

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  start_transaction
                    connect
                  commit_transaction
                    flush
                      serialize
                      db_query
                    db_query
                """);
    }

    @Test
    void compact_tellsAnAutomaticFlushOnItsOperation() {
        OperationTracer tracer = tracer(spans.tracing().detail(Detail.COMPACT));
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = tracer.startFlush(SESSION, null);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        flush.setAttribute(OrmAttributes.FLUSH_ENTITIES, 2L);
        flush.end();
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultList
                  db_query
                  db_query
                """);
        SpanData span = spans.named("orm:client:operation");
        assertThat(durations(span)).isEqualTo("serialize flush");
        assertThat(span.getAttributes().get(OrmAttributes.FLUSH_ENTITIES)).isEqualTo(2);
    }

    @Test
    void compactStep_isNotCurrent() {
        OperationTracer tracer = tracer(spans.tracing().detail(Detail.COMPACT));
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, transaction);
        Context inside = Context.current();
        begin.end();
        transaction.end();

        assertThat(inside).isSameAs(Context.root());
    }

    private static OperationTracer tracer(OrmTracing.Builder settings) {
        return settings.build().tracer();
    }

    private static void find(OperationTracer tracer, RuntimeException failure) {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        Phases.compileStarts(operation);
        Phases.compileEnds(operation);
        tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
        Phases.selectStarts(operation);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(true);
        Phases.selectEnds(operation);
        if (failure != null) {
            operation.fail(failure);
        }
        operation.end();
    }

    private static void commit(OperationTracer tracer) {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, transaction);
        tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
        begin.end();
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        Frame flush = tracer.startFlush(SESSION, transaction);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        flush.setAttribute(OrmAttributes.FLUSH_ENTITIES, 3L);
        flush.end();
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        commit.end();
        transaction.end();
    }

    /** The phases that the span tells the durations of. */
    private static String durations(SpanData span) {
        StringBuilder phases = new StringBuilder();
        for (SpanType phase : SpanType.values()) {
            if (span.getAttributes().get(phase.duration) != null) {
                phases.append(' ').append(phase.suffix);
            }
        }
        return phases.toString().strip();
    }
}
