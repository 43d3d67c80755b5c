package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergedOperationsTest {

    private static final Object SESSION = "session";

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer =
            spans.tracing().mergeOperationsAfter(2).build().tracer();
    private final MergedOperations siblings = tracer.mergedOperations();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void siblingsBeyondTheNumber_areOneSpanWithNothingBelow() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 10; i++) {
            find("User", transaction, null);
        }
        end(transaction);

        assertThat(spans.tree()).isEqualTo("""
                transaction
                  operation User.find
                    serialize
                    connect
                    db_query
                    hydrate
                  operation User.find
                    serialize
                    connect
                    db_query
                    hydrate
                  operation User.find
                """);
        Attributes merged = last("orm:client:operation").getAttributes();
        assertThat(merged.get(OrmAttributes.OPERATION_COUNT)).isEqualTo(8);
        double longest = merged.get(OrmAttributes.LONGEST_OPERATION_DURATION);
        assertThat(longest).isPositive();
        assertThat(merged.get(OrmAttributes.OPERATION_DURATION))
                .isGreaterThan(longest)
                .isLessThan(3_600);
        assertThat(merged.get(SpanType.CONNECT.duration)).isPositive();
        assertThat(merged.get(SpanType.SERIALIZE.duration)).isPositive();
        assertThat(merged.get(OrmAttributes.OPERATION_ERRORS)).isNull();
        assertThat(merged.get(AttributeKey.stringArrayKey("orm.n_plus_one"))).isNull();
    }

    @Test
    void mergedOnes_stillCountForAnNPlusOne() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 10; i++) {
            find("User", transaction, null);
        }
        end(transaction);

        assertThat(spans.named("orm:client:transaction")
                        .getAttributes()
                        .get(AttributeKey.longKey("orm.n_plus_one.count")))
                .isEqualTo(10);
    }

    @Test
    void othersInBetween_areTheirOwn() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 10; i++) {
            find("User", transaction, null);
            find("Post", transaction, null);
        }
        end(transaction);

        assertThat(operations()).hasSize(6);
        assertThat(operations().stream()
                        .filter(span -> span.getAttributes().get(OrmAttributes.OPERATION_COUNT) != null))
                .hasSize(2);
    }

    @Test
    void failures_areCountedAndTheFirstIsTold() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 5; i++) {
            find("User", transaction, i < 3 ? null : new IllegalStateException());
        }
        end(transaction);

        SpanData merged = last("orm:client:operation");
        assertThat(merged.getAttributes().get(OrmAttributes.OPERATION_ERRORS)).isEqualTo(2);
        assertThat(merged.getEvents()).hasSize(1);
    }

    @Test
    void lazyOnes_keepWhatIsTrueOfAll() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 4; i++) {
            Frame frame = tracer.startDeferredOperation(
                    SESSION, Call.INITIALIZE, "User", "User.posts.initialize", transaction, siblings);
            frame.setAttribute(OrmAttributes.ROLE, "User.posts");
            tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end(true);
            frame.setAttribute(OrmAttributes.RESULT_COUNT, 3L);
            frame.end();
        }
        end(transaction);

        Attributes merged = last("orm:client:operation").getAttributes();
        assertThat(merged.get(OrmAttributes.OPERATION_COUNT)).isEqualTo(2);
        assertThat(merged.get(OrmAttributes.ROLE)).isEqualTo("User.posts");
        assertThat(merged.get(OrmAttributes.RESULT_COUNT)).isNull();
    }

    @Test
    void flushInsideAMergedOne_isAPartOfIt() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 4; i++) {
            Frame query = tracer.startOperation(SESSION, Call.GET_RESULT_LIST, "User", null, transaction, siblings);
            Frame flush = tracer.startFlush(SESSION, transaction);
            tracer.startQuery(null, new DescribedStatement("INSERT", null, Attributes.empty()))
                    .end();
            flush.end();
            query.end();
        }
        end(transaction);

        assertThat(spans.all().stream().filter(span -> span.getName().endsWith("db_query")))
                .hasSize(2);
        assertThat(last("orm:client:operation").getAttributes().get(SpanType.FLUSH.duration))
                .isPositive();
    }

    @Test
    void operationsWithoutAParent_areTracesOfTheirOwn() {
        for (int i = 0; i < 4; i++) {
            find("User", null, null);
        }
        siblings.write();

        assertThat(operations()).hasSize(4);
    }

    @Test
    void belowASpanOfTheApplication_theyAreWrittenWithTheSession() {
        Span request = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope ignored = request.makeCurrent()) {
            for (int i = 0; i < 5; i++) {
                find("User", null, null);
            }
            siblings.write();
        }
        request.end();

        assertThat(operations()).hasSize(3);
        assertThat(operations())
                .allMatch(span ->
                        span.getParentSpanId().equals(request.getSpanContext().getSpanId()));
    }

    @Test
    void runsWithoutDatabase_areMergedToo() {
        WriteRun writes = tracer.writeRun(siblings);
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 5; i++) {
            for (int j = 0; j < 3; j++) {
                tracer.startOperationOfRun(SESSION, Call.PERSIST, "User", transaction, writes)
                        .end();
            }
            writes.write();
        }
        end(transaction);

        assertThat(operations()).hasSize(3);
        assertThat(last("orm:client:operation").getAttributes().get(OrmAttributes.OPERATION_COUNT))
                .isEqualTo(9);
    }

    @Test
    void manyNames_areBounded() {
        TransactionSpan transaction = tracer.startTransaction(null);
        for (int i = 0; i < 1_000; i++) {
            for (int j = 0; j < 3; j++) {
                find("Model" + i, transaction, null);
            }
        }
        end(transaction);

        assertThat(operations()).hasSize(3_000);
    }

    private void find(String model, @Nullable TransactionSpan transaction, @Nullable Throwable failure) {
        Frame frame = tracer.startOperation(SESSION, Call.FIND, model, null, transaction, siblings);
        tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
        Phases.selectStarts(frame);
        JdbcCall statement =
                tracer.startQuery(null, new DescribedStatement("SELECT", model + " = ?", Attributes.empty()));
        statement.end(true);
        Phases.selectEnds(frame);
        if (failure != null) {
            frame.fail(failure);
        }
        frame.end();
    }

    private void end(TransactionSpan transaction) {
        siblings.write();
        transaction.end();
    }

    private List<SpanData> operations() {
        return spans.all().stream()
                .filter(span -> span.getName().equals("orm:client:operation"))
                .toList();
    }

    private SpanData last(String name) {
        List<SpanData> named =
                spans.all().stream().filter(span -> span.getName().equals(name)).toList();
        return named.get(named.size() - 1);
    }
}
