package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a frame says of itself. */
class FrameKindTest {

    private static final Object SESSION = "session";
    private static final AttributeKey<String> ISOLATION = AttributeKey.stringKey("orm.transaction.isolation");

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void frameOfNothing_saysNo() {
        Frame nothing = Frame.NOOP;

        assertThat(nothing.isRecording()).isFalse();
        assertThat(nothing.is(SpanType.OPERATION)).isFalse();
        assertThat(nothing.is(SpanType.START_TRANSACTION)).isFalse();
        assertThat(nothing.belongsTo(SESSION)).isFalse();
        assertThat(nothing.absorbs(SESSION)).isFalse();
        assertThat(nothing.measurement()).isNull();
        assertThat(nothing.purpose()).isNull();
        assertThat(nothing.spanContext().isValid()).isFalse();
    }

    @Test
    void operation_knowsItsSession() {
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(find.is(SpanType.OPERATION)).isTrue();
        assertThat(find.is(SpanType.START_TRANSACTION)).isFalse();
        assertThat(find.belongsTo(SESSION)).isTrue();
        assertThat(find.belongsTo("other")).isFalse();
        find.end();
    }

    @Test
    void step_isNoOperation() {
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, null);

        assertThat(begin.is(SpanType.START_TRANSACTION)).isTrue();
        assertThat(begin.is(SpanType.OPERATION)).isFalse();
        begin.end();
    }

    @Test
    void innermostFrame_isTheCurrentOne() {
        assertThat(OperationTracer.currentOfAny()).isNull();
        Frame list = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = tracer.startFlush(SESSION, null);

        assertThat(OperationTracer.currentOfAny()).isSameAs(flush);
        assertThat(flush.is(SpanType.OPERATION)).isFalse();
        flush.end();
        assertThat(OperationTracer.currentOfAny()).isSameAs(list);
        list.end();
        assertThat(OperationTracer.currentOfAny()).isNull();
    }

    @Test
    void attributeOfTheBegin_isTheTransactionsToo() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, transaction);
        begin.setTransactionAttribute(ISOLATION, "SERIALIZABLE");
        begin.end();
        transaction.end();

        assertThat(spans.all())
                .hasSize(2)
                .allSatisfy(
                        span -> assertThat(span.getAttributes().get(ISOLATION)).isEqualTo("SERIALIZABLE"));
    }

    @Test
    void deferredOperation_canBecomeASpanWithoutTheDatabase() {
        Frame reference = tracer.startDeferredOperation(SESSION, Call.GET_REFERENCE, "User", null, null, null);
        assertThat(reference.spanContext().isValid()).isFalse();
        reference.becomeSpan();
        assertThat(reference.spanContext().isValid()).isTrue();
        reference.end();

        assertThat(spans.tree()).isEqualTo("operation User.getReference\n");
    }

    @Test
    void secondQueryOfAnOperation_isCompiledAfterTheRowsOfTheFirst() {
        Frame operation = tracer.startOperation(SESSION, Call.MERGE, "User", null);
        select(operation);
        Phases.compileStarts(operation);
        Phases.compileEnds(operation);
        select(operation);
        operation.end();

        assertThat(spans.tree()).startsWith("""
                operation User.merge
                  serialize
                  db_query
                  hydrate
                  compile
                """);
        assertFollowEachOther();
    }

    @Test
    void selectInAFlush_isFollowedByWhatTheFlushMakesOfIt() {
        Frame flush = tracer.startFlush(SESSION, null);
        select(flush);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(false);
        flush.end();

        assertThat(spans.tree()).isEqualTo("""
                flush
                  serialize
                  db_query
                  hydrate
                  serialize
                  db_query
                """);
        assertFollowEachOther();
    }

    private void select(Frame frame) {
        Phases.selectStarts(frame);
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(true);
        Phases.selectEnds(frame);
    }

    private void assertFollowEachOther() {
        List<SpanData> phases = spans.all().stream()
                .filter(span -> span.getParentSpanContext().isValid())
                .toList();
        for (int i = 1; i < phases.size(); i++) {
            assertThat(phases.get(i).getStartEpochNanos())
                    .isGreaterThanOrEqualTo(phases.get(i - 1).getEndEpochNanos());
        }
    }
}
