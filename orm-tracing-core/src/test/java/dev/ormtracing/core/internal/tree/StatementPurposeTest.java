package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.tree.TransactionSpan.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.junit.jupiter.api.Test;

class StatementPurposeTest {

    private static final Object SESSION = "session";
    private static final StatementPurpose USER = StatementPurpose.of("User", null, Load.BATCH);
    private static final StatementPurpose POSTS =
            StatementPurpose.of("Post", "User.posts", Load.SUBSELECT).by(Load.COLLECTION);

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();

    @Test
    void variants_areMadeOnce() {
        assertThat(USER.by(Load.ID)).isSameAs(USER.by(Load.ID)).isNotSameAs(USER);
        assertThat(USER.by(Load.ID).by(Load.ID)).isSameAs(USER.by(Load.ID));
        assertThat(USER.locked("READ")).isSameAs(USER.locked("READ"));
        assertThat(USER.by(Load.ID).locked("READ")).isSameAs(USER.locked("READ").by(Load.ID));
        assertThat(USER.locked(null)).isSameAs(USER);
    }

    @Test
    void attributes_areWhatIsKnown() {
        assertThat(USER.attributes()).isEqualTo(Attributes.of(OrmAttributes.ENTITY, "User"));
        assertThat(POSTS.bySeveral().attributes())
                .isEqualTo(Attributes.of(
                        OrmAttributes.ENTITY, "Post",
                        OrmAttributes.ROLE, "User.posts",
                        OrmAttributes.LOAD, "subselect"));
        assertThat(USER.by(Load.NATURAL_ID).locked("PESSIMISTIC_WRITE").attributes())
                .isEqualTo(Attributes.of(
                        OrmAttributes.ENTITY, "User",
                        OrmAttributes.LOAD, "natural_id",
                        OrmAttributes.LOCK_MODE, "PESSIMISTIC_WRITE"));
    }

    @Test
    void statement_tellsTheCauseThatItsFrameHasNow() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        operation.purpose(USER.by(Load.QUERY));
        query();
        StatementPurpose before = operation.purpose(POSTS);
        query();
        operation.purpose(before);
        query();
        operation.end();

        assertThat(spans.all().stream()
                        .filter(span -> span.getName().endsWith("db_query"))
                        .map(span -> span.getAttributes().get(OrmAttributes.LOAD)))
                .containsExactly("query", "collection", "query");
    }

    @Test
    void statementOfAFlush_doesNotTellTheCauseOfTheQuery() {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        operation.purpose(USER.by(Load.QUERY));
        Frame flush = tracer.startFlush(SESSION, null);
        query();
        flush.end();
        operation.end();

        assertThat(attribute("db_query", OrmAttributes.ENTITY)).isNull();
        assertThat(attribute("flush", OrmAttributes.FLUSH_CAUSE)).isEqualTo("User.getResultList");
    }

    @Test
    void flushOfACommit_tellsTheCommit() {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame commit = tracer.startStep(SpanType.COMMIT_TRANSACTION, SESSION, transaction);
        Frame flush = tracer.startFlush(SESSION, transaction);
        query();
        flush.end();
        commit.end();
        transaction.end(Outcome.COMMITTED);

        assertThat(attribute("flush", OrmAttributes.FLUSH_CAUSE)).isEqualTo("commit");
    }

    @Test
    void compactFlush_tellsItsCauseOnWhatIsLeft() {
        OperationTracer compact = spans.tracing().detail(Detail.COMPACT).build().tracer();
        Frame operation = compact.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = compact.startFlush(SESSION, null);
        compact.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        flush.end();
        operation.end();

        assertThat(attribute("operation", OrmAttributes.FLUSH_CAUSE)).isEqualTo("User.getResultList");
    }

    @Test
    void link_isThereWhenADeferredOperationBecomesASpan() {
        Frame find = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        SpanContext target = find.spanContext();
        find.end();
        Frame lazy =
                tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", "User.posts.initialize", null, null);
        lazy.link(new Origin(target, "User.find"));
        query();
        lazy.end();

        SpanData operation = spans.all().stream()
                .filter(span ->
                        "User.posts.initialize".equals(span.getAttributes().get(OrmAttributes.NAME)))
                .findFirst()
                .orElseThrow();
        assertThat(operation.getLinks()).hasSize(1);
        assertThat(operation.getLinks().get(0).getSpanContext()).isEqualTo(target);
    }

    @Test
    void wayToLoadAndLock_areTold() {
        StatementPurpose purpose = USER.by(Load.MULTI).locked("PESSIMISTIC_WRITE");

        assertThat(purpose.load()).isEqualTo(Load.MULTI);
        assertThat(purpose.attributes().get(OrmAttributes.ENTITY)).isEqualTo(purpose.entity());
        assertThat(purpose.attributes().get(OrmAttributes.LOAD)).isEqualTo("multi");
        assertThat(purpose.attributes().get(OrmAttributes.LOCK_MODE)).isEqualTo("PESSIMISTIC_WRITE");
        assertThat(USER.locked("PESSIMISTIC_WRITE").load()).isNull();
        assertThat(USER.by(Load.MULTI).locked("PESSIMISTIC_WRITE")).isSameAs(purpose);
    }

    @Test
    void linkToNothing_isNone() {
        Frame lazy = tracer.startOperation(SESSION, OperationMethod.named("initialize"), "User", null);
        lazy.link(Origin.UNKNOWN);
        lazy.end();

        assertThat(spans.named("orm:client:operation").getLinks()).isEmpty();
    }

    @Test
    void operationAfterTheTransaction_isMarked() {
        Frame lazy = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", TransactionSpan.COMPLETED);
        lazy.end();

        assertThat(attribute("operation", OrmAttributes.AFTER_COMPLETION)).isTrue();
    }

    @Test
    void transactionThatNobodyCompletes_hasNoKnownOutcome() {
        tracer.startTransaction(null).end();

        assertThat(attribute("transaction", OrmAttributes.TRANSACTION_OUTCOME)).isEqualTo("unknown");
    }

    @Test
    void failedOperation_isTheCauseOfTheRollback() {
        TransactionSpan transaction = tracer.startTransaction(null);
        transaction.rollbackOnly();
        fail(transaction);
        transaction.end(Outcome.ROLLED_BACK);

        assertThat(attribute("transaction", OrmAttributes.ROLLBACK_CAUSE))
                .isEqualTo(secret().getClass().getName());
        assertThat(attribute("transaction", OrmAttributes.ROLLBACK_MESSAGE)).isNull();
    }

    @Test
    void rollbackOnly_isTheCauseWhenNothingHasFailed() {
        TransactionSpan transaction = tracer.startTransaction(null);
        transaction.rollbackOnly();
        transaction.end(Outcome.ROLLED_BACK);

        assertThat(attribute("transaction", OrmAttributes.ROLLBACK_CAUSE)).isEqualTo("setRollbackOnly");
    }

    @Test
    void committedTransaction_hasNoCauseOfARollback() {
        TransactionSpan transaction = tracer.startTransaction(null);
        fail(transaction);
        transaction.end(Outcome.COMMITTED);

        assertThat(attribute("transaction", OrmAttributes.TRANSACTION_OUTCOME)).isEqualTo("committed");
        assertThat(attribute("transaction", OrmAttributes.ROLLBACK_CAUSE)).isNull();
    }

    @Test
    void message_isToldWhereMessagesAre() {
        OperationTracer telling =
                spans.tracing().recordExceptionMessages(true).build().tracer();
        TransactionSpan transaction = telling.startTransaction(null);
        transaction.fail(secret());
        transaction.end(Outcome.ROLLED_BACK);

        assertThat(attribute("transaction", OrmAttributes.ROLLBACK_MESSAGE)).isEqualTo("secret");
    }

    @Test
    void completedTransaction_keepsNothing() {
        TransactionSpan.COMPLETED.fail(secret());
        TransactionSpan.COMPLETED.rollbackOnly();
        TransactionSpan.COMPLETED.readOnly();

        assertThat(TransactionSpan.COMPLETED).hasFieldOrPropertyWithValue("rollback", null);
    }

    private void fail(TransactionSpan transaction) {
        Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", transaction);
        operation.fail(secret());
        operation.end();
    }

    private static RuntimeException secret() {
        return new IllegalStateException("secret");
    }

    private void query() {
        tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                .end();
    }

    private <T> T attribute(String type, AttributeKey<T> key) {
        return spans.named("orm:client:" + type).getAttributes().get(key);
    }
}
