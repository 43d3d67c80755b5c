package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements on the connection of a transaction that no operation runs. */
class StatementsOfATransactionTest {

    private static final Object SESSION = "session";
    private static final Object OTHER_SESSION = "other session";
    private static final AttributeKey<String> POOL = AttributeKey.stringKey("db.client.connection.pool.name");

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
    }

    @Test
    void statement_isBelowTheTransaction() {
        TransactionSpan transaction = tracer.startTransaction(null);
        tracer.startConnect(null, transaction, Attributes.empty()).end();
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end(true);
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  connect
                  db_query
                """);
    }

    @Test
    void endedTransaction_isNoParent() {
        TransactionSpan transaction = tracer.startTransaction(null);
        transaction.end();
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end(true);

        assertThat(spans.tree()).isEqualTo("""
                transaction
                db_query
                """);
    }

    @Test
    void spanOfTheApplication_isBetween() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Span step = spans.sdk.getTracer("app").spanBuilder("step").startSpan();
        try (Scope ignored = step.makeCurrent()) {
            tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                    .end(true);
        }
        step.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                step
                  db_query
                """);
    }

    @Test
    void spanOfTheBegin_mayHaveBeenLeft() {
        Span request = spans.sdk.getTracer("app").spanBuilder("request").startSpan();
        TransactionSpan transaction;
        try (Scope ignored = request.makeCurrent()) {
            transaction = tracer.startTransaction(null);
        }
        request.end();
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end(true);
        tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction).end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                request
                  transaction
                    db_query
                    commit_transaction
                """);
    }

    @Test
    void statementInAnOperation_isTheOperations() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame work = tracer.startOperation(SESSION, Call.DO_WORK, null, transaction);
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end();
        work.end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  operation doWork
                    serialize
                    db_query
                """);
    }

    @Test
    void transactionBegunInAnOperationOfAnotherSession_hasItsStatements() {
        Frame work = tracer.startOperation(OTHER_SESSION, Call.DO_WORK, null, null);
        work.runs(Frame.Inside.OPERATIONS);
        TransactionSpan transaction = tracer.startTransaction(null);
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end();
        assertThat(tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty())))
                .isNotNull()
                .satisfies(open -> {
                    assertThat(tracer.startQuery(
                                    null, new DescribedStatement("second wrapper", null, Attributes.empty())))
                            .isNull();
                    open.end();
                });
        transaction.end();
        work.end();

        assertThat(spans.tree()).isEqualTo("""
                operation doWork
                  serialize
                  transaction
                    db_query
                    db_query
                """);
    }

    @Test
    void connect_isAPhaseOfTheTransaction() {
        OperationTracer compact = spans.tracing().detail(Detail.COMPACT).build().tracer();
        TransactionSpan transaction = compact.startTransaction(null);
        compact.startConnect(null, transaction, Attributes.empty()).end();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("transaction\n");
        assertThat(spans.named("orm:client:transaction").getAttributes().get(SpanType.CONNECT.duration))
                .isPositive();
    }

    @Test
    void connectInAConnect_isOneThatKnowsThePool() {
        OperationTracer other = spans.tracer();
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        JdbcCall connect = tracer.startConnect(Attributes.empty(), Attributes.empty());
        assertThat(other.startConnect(Attributes.of(POOL, "clinic"), Attributes.empty()))
                .isNull();
        connect.end();
        find.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  connect
                """);
        assertThat(spans.named("orm:client:connect").getAttributes().get(POOL)).isEqualTo("clinic");
    }

    @Test
    void unsampledTransaction_hasNoStatements() {
        Span unsampled = Span.wrap(SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault()));
        TransactionSpan transaction;
        try (Scope ignored = unsampled.makeCurrent()) {
            transaction = tracer.startTransaction(null);
            assertThat(tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty())))
                    .isNull();
        }
        transaction.end();

        assertThat(spans.all()).isEmpty();
    }

    @Test
    void preparedStatement_carriesASpanBelowTheTransaction() {
        OperationTracer commenting =
                spans.tracing().sqlComment(SqlComment.TRACEPARENT).build().tracer();
        TransactionSpan transaction = commenting.startTransaction(null);
        AwaitedExecution query =
                commenting.prepareQuery(transaction, new DescribedStatement("", null, Attributes.empty()));
        query.prepared();
        query.execute().end(true);
        query.discard();
        transaction.end();

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  db_query
                """);
    }

    @Test
    void statement_countsAsWorkOfTheConnection() {
        TransactionSpan transaction = tracer.startTransaction(null);
        transaction.connectionAcquired();
        tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                .end();
        transaction.end();

        Attributes told = spans.named("orm:client:transaction").getAttributes();
        var statement = spans.named("orm:client:db_query");
        assertThat(told.get(OrmAttributes.CONNECTION_HELD_DURATION) - told.get(OrmAttributes.CONNECTION_IDLE_DURATION))
                .isCloseTo((statement.getEndEpochNanos() - statement.getStartEpochNanos()) / 1e9, within(1e-9));
    }
}
