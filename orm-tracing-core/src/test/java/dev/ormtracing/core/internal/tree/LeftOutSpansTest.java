package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.Detail;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is current in a span that a sampler leaves out, and what starts there. */
class LeftOutSpansTest {

    private static final Object SESSION = new Object();
    private static final Object OTHER_SESSION = new Object();

    private final ByName sampler = new ByName();
    private final RecordedSpans spans = new RecordedSpans(sampler);
    private final OperationTracer tracer = spans.tracer();

    @Test
    void operationOfAnotherSessionInside_goesUp() {
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            assertThat(Span.current().isRecording()).isFalse();
            work.runs(Frame.Inside.OPERATIONS);
            Frame find = operation(tracer, OTHER_SESSION, Call.FIND);
            tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end();
            find.end();
            work.end();
        });

        assertThat(spans.tree()).isEqualTo("""
                request
                  operation User.find
                    serialize
                    db_query
                """);
    }

    @Test
    void transactionOfAnotherSessionInside_goesUp() {
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            work.runs(Frame.Inside.OPERATIONS);
            TransactionSpan transaction = tracer.startTransaction(null);
            tracer.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                    .end();
            transaction.end();
            work.end();
        });

        assertThat(spans.tree()).isEqualTo("""
                request
                  transaction
                    db_query
                """);
    }

    @Test
    void statementInAContextOfTheApplication_goesUpWithItsBaggage() {
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            try (Scope scope = Baggage.builder()
                    .put("tenant", "a")
                    .build()
                    .storeInContext(Context.current())
                    .makeCurrent()) {
                assertThat(scope).isNotNull();
                JdbcCall query = tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()));
                assertThat(Baggage.current().getEntryValue("tenant")).isEqualTo("a");
                query.end();
            }
            work.end();
        });

        assertThat(spans.tree()).isEqualTo("""
                request
                  db_query
                """);
    }

    /** The application's span has an unsampled parent, and so has what is below. */
    @Test
    void spanOfTheApplicationInside_isTheSamplersToJudge() {
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            Span step = spans.sdk.getTracer("test").spanBuilder("step").startSpan();
            try (Scope scope = step.makeCurrent()) {
                assertThat(scope).isNotNull();
                tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                        .end();
            }
            step.end();
            work.end();
        });

        assertThat(spans.tree()).isEqualTo("request\n");
    }

    @Test
    void operationOnAnotherThread_goesUpThereToo() {
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            work.detach();
            assertThat(Span.current().isRecording()).isTrue();
            work.attach();
            assertThat(Span.current().isRecording()).isFalse();
            tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end();
            work.end();
        });

        assertThat(spans.tree()).isEqualTo("""
                request
                  db_query
                """);
    }

    @ParameterizedTest
    @EnumSource(Detail.class)
    void timesOfALeftOutSpan_areNobodys(Detail detail) {
        sampler.leavesOut("orm:client:operation doWork", "orm:client:transaction");
        OperationTracer any = spans.tracing().detail(detail).build().tracer();
        inRequest(() -> {
            TransactionSpan transaction = any.startTransaction(null);
            any.startStep(SpanType.START_TRANSACTION, SESSION, transaction).end();
            Frame work = any.startOperation(SESSION, Call.DO_WORK, null, transaction);
            any.startQuery(transaction, new DescribedStatement("", null, Attributes.empty()))
                    .end();
            work.fail(new IllegalStateException("fails"));
            work.end();
            transaction.end(TransactionSpan.Outcome.ROLLED_BACK);
        });

        assertThat(spans.tree()).contains("  db_query\n").doesNotContain("serialize", "doWork", "  transaction");
        assertThat(spans.named("request").getAttributes().asMap()).isEmpty();
        assertThat(spans.named("request").getEvents()).isEmpty();
    }

    /** There, nothing below would be kept either: it is not built. */
    @ParameterizedTest
    @ValueSource(strings = {"DROP", "RECORD_ONLY"})
    void belowAParentThatIsNotSampled_nothingIsAsked(SamplingDecision ofParent) {
        sampler.root = ofParent;
        sampler.leavesOut("orm:client:operation doWork");
        inRequest(() -> {
            Frame work = operation(tracer, SESSION, Call.DO_WORK);
            assertThat(tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty())))
                    .isNull();
            work.end();
        });

        assertThat(sampler.asked).doesNotContain("orm:client:db_query");
    }

    private static Frame operation(OperationTracer tracer, Object session, Call method) {
        return tracer.startOperation(session, method, method == Call.FIND ? "User" : null, null);
    }

    private void inRequest(Runnable work) {
        Context before = Context.current();
        Span request = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(scope).isNotNull();
            Context around = Context.current();
            work.run();
            assertThat(Context.current()).isSameAs(around);
        } finally {
            request.end();
        }
        assertThat(Context.current()).isSameAs(before);
    }

    /** Leaves spans out by name, and whatever has a parent that is not sampled. */
    private static final class ByName implements Sampler {

        private final Set<String> leftOut = new HashSet<>();
        private final Set<String> asked = new HashSet<>();
        private SamplingDecision root = SamplingDecision.RECORD_AND_SAMPLE;

        void leavesOut(String... names) {
            leftOut.addAll(List.of(names));
        }

        @Override
        public SamplingResult shouldSample(
                Context parent, String trace, String name, SpanKind kind, Attributes attributes, List<LinkData> links) {
            asked.add(name);
            Span around = Span.fromContext(parent);
            if (!around.getSpanContext().isValid()) {
                return SamplingResult.create(root);
            }
            String operation = attributes.get(OrmAttributes.NAME);
            boolean keeps = around.getSpanContext().isSampled()
                    && !leftOut.contains(operation == null ? name : name + " " + operation);
            return keeps ? SamplingResult.recordAndSample() : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "without " + leftOut;
        }
    }
}
