package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameTest {

    private static final Object SESSION = "session";
    private static final Object OTHER_SESSION = "other session";

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @AfterEach
    void nothingIsLeftCurrent() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
    }

    @Test
    void select_hasAllPhasesInOrder() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Phases.compileStarts(operation);
        Phases.compileEnds(operation);
        connect();
        Phases.selectStarts(operation);
        query(true);
        Phases.selectEnds(operation);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultList
                  compile
                  serialize
                  connect
                  db_query
                  hydrate
                """);
    }

    @Test
    void phases_followEachOtherWithoutOverlap() {
        select_hasAllPhasesInOrder();

        List<SpanData> phases = List.of(
                spans.named("orm:client:compile"),
                spans.named("orm:client:serialize"),
                spans.named("orm:client:connect"),
                spans.named("orm:client:db_query"),
                spans.named("orm:client:hydrate"));
        SpanData operation = spans.named("orm:client:operation");
        long last = operation.getStartEpochNanos();
        for (SpanData phase : phases) {
            assertThat(phase.getStartEpochNanos()).isGreaterThanOrEqualTo(last);
            assertThat(phase.getEndEpochNanos()).isGreaterThanOrEqualTo(phase.getStartEpochNanos());
            last = phase.getEndEpochNanos();
        }
        assertThat(operation.getEndEpochNanos()).isGreaterThanOrEqualTo(last);
    }

    @Test
    void statementThatEndsLater_isOverForItsOperationAtOnce() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Phases.selectStarts(operation);
        SpanAwaitingRows late = tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .endLater(true);
        connect();
        Phases.selectEnds(operation);
        operation.end();
        long over = spans.named("orm:client:hydrate").getStartEpochNanos();
        late.setAttribute(OrmAttributes.RESULT_COUNT, 7L);
        late.end();
        late.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultList
                  serialize
                  db_query
                  hydrate
                  connect
                """);
        SpanData query = spans.named("orm:client:db_query");
        assertThat(query.getEndEpochNanos()).isEqualTo(over);
        assertThat(query.getAttributes().get(OrmAttributes.RESULT_COUNT)).isEqualTo(7);
        assertThat(late.secondsUntil(System.nanoTime()))
                .isGreaterThanOrEqualTo((query.getEndEpochNanos() - query.getStartEpochNanos()) / 1e9);
    }

    @Test
    void statement_isTimedFromItsPrepare() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        connect();
        Phases.statementPrepares(operation);
        long prepared = ((RecordedFrame) operation).now();
        tracer.startPreparedQuery(null, null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        operation.end();

        assertThat(spans.named("orm:client:db_query").getStartEpochNanos()).isLessThanOrEqualTo(prepared);
    }

    @Test
    void batch_isNotTimedFromItsPrepare() {
        Frame operation = tracer.startOperation(SESSION, Call.FLUSH, null, null);
        Phases.statementPrepares(operation);
        long prepared = ((RecordedFrame) operation).now();
        query(false);
        operation.end();

        assertThat(spans.named("orm:client:db_query").getStartEpochNanos()).isGreaterThanOrEqualTo(prepared);
    }

    @Test
    void hydrate_lastsToTheEndOfTheOperation() {
        select_hasAllPhasesInOrder();

        assertThat(spans.named("orm:client:hydrate").getEndEpochNanos())
                .isEqualTo(spans.named("orm:client:operation").getEndEpochNanos());
    }

    @Test
    void update_hasNoHydrate() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("executeUpdate"), "User", null);
        query(false);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.executeUpdate
                  serialize
                  db_query
                """);
    }

    @Test
    void rowsOutsideOfASelect_areNotHydrated() {
        Frame operation = tracer.startOperation(SESSION, Call.PERSIST, "User", null);
        query(true);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.persist
                  serialize
                  db_query
                  serialize
                """);
    }

    @Test
    void selectInsideTheRowsOfAnother_splitsHydrate() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        Phases.selectStarts(operation);
        query(true);
        Phases.selectStarts(operation);
        query(true);
        Phases.selectEnds(operation);
        Phases.selectEnds(operation);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  db_query
                  hydrate
                  db_query
                  hydrate
                """);
    }

    @Test
    void operationWithoutDatabase_isASpanWithoutChildren() {
        tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                .end();

        assertThat(spans.tree()).isEqualTo("operation User.find\n");
    }

    @Test
    void operationThatFailsBeforeTheFirstStatement_showsSerialize() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        operation.fail(new IllegalArgumentException());
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find ERROR
                  serialize
                """);
    }

    @Test
    void compileThatFails_isMarkedToo() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("createQuery"), null, null);
        Phases.compileStarts(operation);
        operation.fail(new IllegalArgumentException());
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation createQuery ERROR
                  compile ERROR
                """);
    }

    @Test
    void deferredOperation_withoutDatabaseIsNoSpan() {
        Frame lazy =
                tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", null, null);
        lazy.setAttribute(OrmAttributes.LAZY, true);
        lazy.end();

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void deferredOperation_becomesASpanWithTheFirstStatement() {
        Frame lazy =
                tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", null, null);
        lazy.setAttribute(OrmAttributes.LAZY, true);
        Phases.selectStarts(lazy);
        query(true);
        Phases.selectEnds(lazy);
        lazy.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.posts.initialize
                  serialize
                  db_query
                  hydrate
                """);
        assertThat(spans.named("orm:client:operation").getAttributes().get(OrmAttributes.LAZY))
                .isTrue();
    }

    @Test
    void flushInsideAQuery_isFollowedByItsOwnSerialize() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = tracer.startFlush(SESSION, null);
        query(false);
        flush.end();
        Phases.selectStarts(operation);
        query(true);
        Phases.selectEnds(operation);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultList
                  serialize
                  flush
                    serialize
                    db_query
                  serialize
                  db_query
                  hydrate
                """);
    }

    @Test
    void flushWithNothingToDo_leavesNoTrace() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        tracer.startFlush(SESSION, null).end();
        query(false);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultList
                  serialize
                  db_query
                """);
    }

    @Test
    void nestedDeferredFrames_becomeSpansInOrder() {
        Frame outer = tracer.startDeferredOperation(SESSION, Call.GET_REFERENCE, "User", null, null, null);
        Frame inner = tracer.startFlush(SESSION, null);
        query(false);
        inner.end();
        outer.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getReference
                  serialize
                  flush
                    serialize
                    db_query
                """);
    }

    @Test
    void frame_absorbsOperationsOfItsOwnSession() {
        Frame operation = tracer.startOperation(SESSION, Call.MERGE, "User", null);

        assertThat(operation.absorbs(SESSION)).isTrue();
        assertThat(operation.absorbs(OTHER_SESSION)).isFalse();
        operation.runs(Frame.Inside.OPERATIONS);
        assertThat(operation.absorbs(SESSION)).isFalse();
        operation.end();
    }

    @Test
    void transaction_isParentOfItsOperations() {
        TransactionSpan transaction = tracer.startTransaction(null);
        tracer.startOperation(SESSION, OperationMethod.named("find"), "User", transaction)
                .end();
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        query(false);
        commit.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  operation User.find
                  commit_transaction
                    db_query
                """);
    }

    @Test
    void transaction_isNotParentBelowASpanThatTheApplicationStartedSince() {
        Span request = spans.sdk.getTracer("app").spanBuilder("GET /users").startSpan();
        TransactionSpan transaction = tracer.startTransaction(null);
        try (Scope ignored = request.makeCurrent()) {
            tracer.startOperation(SESSION, OperationMethod.named("find"), "User", transaction)
                    .end();
        }
        request.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                GET /users
                  operation User.find
                transaction
                """);
    }

    @Test
    void spanOfTheDriver_nestsBelowTheStatement() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        JdbcCall query = tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()));
        spans.sdk.getTracer("driver").spanBuilder("round trip").startSpan().end();
        query.end(true);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  db_query
                    round trip
                """);
    }

    @Test
    void statementInsideAStatement_isOneSpan() {
        JdbcCall outer = tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()));
        assertThat(tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())))
                .isNull();
        outer.end();

        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        JdbcCall below = tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty()));
        assertThat(tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())))
                .isNull();
        below.end();
        operation.end();

        assertThat(spans.all()).hasSize(4);
    }

    @Test
    void unsampledRoot_buildsNothingBelow() {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        OperationTracer off = unsampled.tracer();
        Frame operation = off.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(operation.isRecording()).isFalse();
        assertThat(off.startConnect(Attributes.empty(), Attributes.empty())).isNull();
        assertThat(off.startFlush(SESSION, null)).isSameAs(Frame.NOOP);
        operation.end();
        assertThat(unsampled.all()).isEmpty();
    }

    @Test
    void unsampledParent_isNotAskedAbout() {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        Span request = unsampled.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope ignored = request.makeCurrent()) {
            assertThat(tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null))
                    .isSameAs(Frame.NOOP);
            assertThat(tracer.startTransaction(null).isEnded()).isTrue();
            assertThat(tracer.startQuery(null, new DescribedStatement("SELECT users", null, Attributes.empty())))
                    .isNull();
            assertThat(tracer.isSampling()).isFalse();
        }

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void unsampledRemoteParent_isTheSamplersToDecide() {
        SpanContext remote = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault());
        try (Scope ignored = Span.wrap(remote).makeCurrent()) {
            tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                    .end();
        }

        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void unsampledOperation_isSeenByWhateverRunsInside() {
        RecordedSpans unsampled = new RecordedSpans(Sampler.parentBased(Sampler.alwaysOff()));
        Frame operation = unsampled.tracer().startOperation(SESSION, OperationMethod.named("find"), "User", null);
        assertThat(Span.current().getSpanContext().isValid()).isTrue();
        spans.sdk.getTracer("driver").spanBuilder("round trip").startSpan().end();
        operation.end();

        assertThat(spans.all()).hasSize(1);
    }

    @Test
    void frameEndedByAnotherThread_isNoParentAnyMore() throws InterruptedException {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        Thread closer = new Thread(operation::end);
        closer.start();
        closer.join();

        assertThat(tracer.current()).isNull();
        assertThat(spans.all()).hasSize(1);
        Context.root().makeCurrent();
    }

    @Test
    void frame_isNotSeenByAnotherThread() throws InterruptedException {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        AtomicReference<Frame> seen = new AtomicReference<>(operation);
        Thread other = new Thread(Context.current().wrap(() -> seen.set(tracer.current())));
        other.start();
        other.join();
        operation.end();

        assertThat(seen.get()).isNull();
    }

    @Test
    void frame_isNotSeenByAnotherTracer() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(new RecordedSpans().tracer().current()).isNull();
        assertThat(tracer.current()).isSameAs(operation);
        operation.end();
    }

    @Test
    void cursor_isCurrentOnlyWhileAttached() throws InterruptedException {
        Frame cursor = tracer.startOperation(SESSION, Call.GET_RESULT_STREAM, "User", null);
        query(true);
        cursor.detach();
        assertThat(tracer.current()).isNull();
        Thread consumer = new Thread(() -> {
            cursor.attach();
            query(true);
            cursor.detach();
            cursor.end();
        });
        consumer.start();
        consumer.join();

        assertThat(spans.tree()).isEqualTo("""
                operation User.getResultStream
                  serialize
                  db_query
                  db_query
                """);
    }

    @Test
    void failure_isRecordedWithoutItsMessage() {
        Frame operation = tracer.startOperation(SESSION, Call.PERSIST, "User", null);
        operation.fail(new IllegalStateException("secret", new RuntimeException("secret too")));
        operation.end();

        SpanData span = spans.named("orm:client:operation");
        assertThat(span.getAttributes().get(OrmAttributes.ERROR_TYPE)).isEqualTo("java.lang.IllegalStateException");
        assertThat(span.getEvents()).hasSize(1);
        assertThat(span.toString())
                .contains("Caused by: java.lang.RuntimeException")
                .doesNotContain("secret");
    }

    @Test
    void end_isIdempotent() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        operation.end();
        operation.end();

        assertThat(spans.all()).hasSize(1);
    }

    private void connect() {
        tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
    }

    private void query(boolean rows) {
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end(rows);
    }
}
