package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.cost.ConnectionUse;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CostsTest {

    private static final Object SESSION = "session";

    private final RecordedSpans spans = new RecordedSpans();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void costs_addUpOnTheirOperation() {
        Frame find = open(spans.tracer(), Call.FIND, null);
        find.costs().add(Cost.ENTITIES_LOADED, 2);
        find.costs().add(Cost.ENTITIES_LOADED, 1);
        find.costs().add(Cost.COLLECTIONS_LOADED, 1);
        find.rowsRead(7);
        find.end();

        assertThat(costs()).isEqualTo("orm.collections.loaded=1 orm.entities.loaded=3 orm.rows.read=7");
    }

    @Test
    void operationWithoutCosts_hasNone() {
        open(spans.tracer(), Call.FIND, null).end();

        assertThat(costs()).isEmpty();
    }

    @Test
    void rowsOfASequence_areNotWhatPersistReads() {
        Frame persist = open(spans.tracer(), Call.PERSIST, null);
        persist.rowsRead(1);
        Phases.selectStarts(persist);
        persist.rowsRead(2);
        Phases.selectEnds(persist);
        persist.end();

        assertThat(costs()).isEqualTo("orm.rows.read=2");
    }

    @Test
    void readingMoreThanTheThreshold_isMarked() {
        OperationTracer tracer =
                spans.tracing().largeResultThreshold(10).build().tracer();
        read(tracer, 10);
        assertThat(costs()).isEqualTo("orm.rows.read=10");
        read(tracer, 11);
        assertThat(costs()).isEqualTo("orm.large_result=true orm.rows.read=11");
    }

    @Test
    void withoutThreshold_nothingIsMarked() {
        OperationTracer tracer = spans.tracing()
                .largeResultThreshold(0)
                .largePersistenceContextThreshold(0)
                .build()
                .tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        ManagedEntities.atEnd(transaction, 1_000_000);
        transaction.end();
        assertThat(costs()).isEqualTo("orm.persistence_context.size=1000000");

        Frame find = open(tracer, Call.FIND, null);
        find.rowsRead(1_000_000);
        ManagedEntities.lookedAt(find, 1_000_000);
        find.end();
        assertThat(costs()).isEqualTo("orm.rows.read=1000000");
    }

    @Test
    void compact_tellsTheCostsOfAStepOnTheTransaction() {
        OperationTracer tracer = spans.tracing()
                .detail(Detail.COMPACT)
                .largePersistenceContextThreshold(3)
                .build()
                .tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 2; i++) {
            Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
            Frame flush = tracer.startFlush(SESSION, transaction);
            flush.becomeSpan();
            flush.costs().add(Cost.FLUSH_INSERTS, 3);
            ManagedEntities.lookedAt(flush, 4);
            flush.end();
            commit.end();
        }
        transaction.end();

        assertThat(costs())
                .isEqualTo("orm.flush.inserts=6 orm.persistence_context.large=true orm.persistence_context.size=4");
    }

    @Test
    void repeatedOperations_tellTheirSum() {
        OperationTracer tracer = spans.tracer();
        WriteRun writes = tracer.writeRun(null);
        for (int i = 0; i < 3; i++) {
            Frame merge = tracer.startOperationOfRun(SESSION, Call.MERGE, "User", null, writes);
            merge.costs().add(Cost.CACHE_HITS, 1);
            merge.end();
        }
        writes.write();

        assertThat(costs()).isEqualTo("orm.cache.hits=3");
    }

    @Test
    void mergedOperations_tellTheirSum() {
        OperationTracer tracer = spans.tracing().mergeOperationsAfter(1).build().tracer();
        MergedOperations siblings = tracer.mergedOperations();
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 4; i++) {
            Frame find = tracer.startOperation(SESSION, Call.FIND, "User", null, transaction, siblings);
            find.rowsRead(2);
            find.end();
        }
        siblings.write();
        assertThat(costs()).isEqualTo("orm.rows.read=6");
        transaction.end();
    }

    @Test
    void transaction_tellsHowLongItHeldItsConnection() {
        OperationTracer tracer = spans.tracer();
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame begin = tracer.startStep(SpanType.START_TRANSACTION, SESSION, transaction);
        FrameConnection.acquired(begin);
        begin.end();
        Frame find = open(tracer, Call.FIND, transaction);
        tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()))
                .end(true);
        find.end();
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        FrameConnection.released(commit);
        commit.end();
        transaction.end();

        Attributes told = spans.named("orm:client:transaction").getAttributes();
        assertThat(told.get(OrmAttributes.CONNECTION_IDLE_DURATION))
                .isPositive()
                .isLessThan(told.get(OrmAttributes.CONNECTION_HELD_DURATION));
        assertThat(spans.named("orm:client:operation").getAttributes().asMap())
                .doesNotContainKey(OrmAttributes.CONNECTION_HELD_DURATION);
    }

    @Test
    void connectionThatIsKept_isHeldUntilTheEndOfTheTransaction() {
        TransactionSpan transaction = spans.tracer().startTransaction(null);
        transaction.connectionAcquired();
        transaction.end();

        Attributes told = spans.named("orm:client:transaction").getAttributes();
        assertThat(told.get(OrmAttributes.CONNECTION_HELD_DURATION)).isPositive();
    }

    @Test
    void idleTime_isWithoutTheStatements() {
        ConnectionUse use = new ConnectionUse();
        use.acquired(1_000);
        use.worked(400);
        use.released(2_000);

        Span span = spans.sdk.getTracer("test").spanBuilder("test").startSpan();
        use.describe(span, 3_000);
        span.end();
        assertThat(costs()).isEqualTo("orm.connection.held.duration=1.0E-6 orm.connection.idle.duration=6.0E-7");
    }

    @Test
    void operationWithoutTransaction_tellsItsConnectionOnlyIfTheApplicationRunsInside() {
        Frame find = open(spans.tracer(), Call.FIND, null);
        FrameConnection.acquired(find);
        FrameConnection.released(find);
        find.end();
        assertThat(costs()).isEmpty();

        Frame work = open(spans.tracer(), Call.DO_WORK, null);
        work.runs(Frame.Inside.OPERATIONS);
        FrameConnection.acquired(work);
        work.end();
        assertThat(costs()).contains("orm.connection.held.duration=");
    }

    @Test
    void unsampledOperation_countsNothing() {
        RecordedSpans none = new RecordedSpans(Sampler.alwaysOff());
        Frame find = open(none.tracer(), Call.FIND, null);
        find.costs().add(Cost.ENTITIES_LOADED, 1);
        FrameConnection.acquired(find);
        find.end();

        assertThat(none.all()).isEmpty();
    }

    @Test
    void compileBeforeTheFirstStatement_isAMissOfThePlanCache() {
        Frame query = open(spans.tracer(), Call.GET_RESULT_LIST, null);
        assertThat(Phases.hasCompiled(query)).isFalse();
        Phases.compileStarts(query);
        Phases.compileEnds(query);
        assertThat(Phases.hasCompiled(query)).isTrue();
        query.end();
    }

    private static Frame open(OperationTracer tracer, Call method, @Nullable TransactionSpan transaction) {
        return tracer.startOperation(SESSION, method, "User", transaction);
    }

    private static void read(OperationTracer tracer, int rows) {
        Frame find = open(tracer, Call.FIND, null);
        find.rowsRead(rows);
        find.end();
    }

    /** Of the span that has ended last. */
    private String costs() {
        return spans.all().get(spans.all().size() - 1).getAttributes().asMap().entrySet().stream()
                .filter(entry -> isCost(entry.getKey()))
                .map(entry -> entry.getKey().getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static boolean isCost(AttributeKey<?> key) {
        return key.getKey().startsWith("orm.")
                && !key.equals(OrmAttributes.OPERATION_COUNT)
                && !key.equals(OrmAttributes.TRANSACTION_OUTCOME)
                && !key.equals(OrmAttributes.FLUSH_CAUSE)
                && !key.getKey().matches("orm\\.[a-z_]+\\.(longest\\.)?duration");
    }
}
