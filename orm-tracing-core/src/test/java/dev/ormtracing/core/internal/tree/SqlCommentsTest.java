package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.SqlTags;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SqlCommentsTest {

    private static final Object SESSION = "session";
    private static final Object OTHER_SESSION = "other session";

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tags = tracer(spans, SqlComment.TAGS);
    private final OperationTracer traceparent = tracer(spans, SqlComment.TRACEPARENT);

    private static OperationTracer tracer(RecordedSpans spans, SqlComment comment) {
        return spans.tracing().sqlComment(comment).build().tracer();
    }

    @AfterEach
    void nothingIsLeftCurrent() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
        assertThat(UnsampledOperation.current()).isNull();
    }

    @Test
    void byDefault_thereAreNone() {
        assertThat(spans.tracer().comments()).isNull();
    }

    @Test
    void operation_isNamed() {
        Frame operation = tags.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(tags.comments().ofPrepared(null)).isEqualTo("/*orm='User.find'*/");
        operation.end();
        assertThat(tags.comments().ofPrepared(null)).isNull();
    }

    @Test
    void flush_isNamedByTheOperationThatForcedIt() {
        Frame operation = tags.startOperation(SESSION, OperationMethod.named("getResultList"), "User", null);
        Frame flush = tags.startFlush(SESSION, null);

        assertThat(tags.comments().ofPrepared(null)).isEqualTo("/*orm='User.getResultList'*/");
        flush.end();
        operation.end();
    }

    @Test
    void tagsOfTheApplication_standAmongOurs_byKey() {
        SqlTags mine = SqlTags.of("action", "show").and("route", "/users").and("version", "2");
        try (Scope scope = mine.makeCurrent()) {
            Frame operation = traceparent.startOperation(SESSION, OperationMethod.named("find"), "User", null);
            JdbcCall query = traceparent.startQuery(null, new DescribedStatement("", null, Attributes.empty()));
            String comment = traceparent.comments().ofExecuted(query);
            query.end();
            operation.end();

            SpanContext span = spans.named("orm:client:db_query").getSpanContext();
            assertThat(comment)
                    .isEqualTo("/*action='show',orm='User.find',route='%2Fusers',traceparent='00-" + span.getTraceId()
                            + "-" + span.getSpanId() + "-"
                            + span.getTraceFlags().asHex() + "',version='2'*/");
        }
    }

    @Test
    void preparedQuery_isTheSpanOfItsExecution_fromThePrepareOn() {
        Frame operation = traceparent.startOperation(SESSION, OperationMethod.named("find"), "User", null);
        Phases.selectStarts(operation);
        Phases.statementPrepares(operation);
        AwaitedExecution query =
                traceparent.prepareQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
        String comment = traceparent.comments().ofPrepared(query);
        query.prepared();
        query.execute().end(true);
        query.discard();
        Phases.selectEnds(operation);
        operation.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                  serialize
                  db_query
                  hydrate
                """);
        assertThat(comment).contains(spans.named("orm:client:db_query").getSpanId());
    }

    @Test
    void preparedQuery_isTakenOnce() {
        AwaitedExecution query = traceparent.prepareQuery(null, new DescribedStatement("", null, Attributes.empty()));
        query.execute().end();

        assertThat(query.execute()).isNull();
        assertThat(spans.tree()).isEqualTo("db_query\n");
    }

    @Test
    void preparedQuery_thatIsNeverExecuted_isAPrepare() {
        AwaitedExecution query = traceparent.prepareQuery(null, new DescribedStatement("", null, Attributes.empty()));
        query.prepared();
        query.discard();
        query.discard();

        assertThat(spans.tree()).isEqualTo("prepare\n");
    }

    @Test
    void preparedQuery_thatIsExecutedByAnotherOperation_isAPrepare() {
        Frame first = traceparent.startOperation(SESSION, Call.DO_WORK, null, null);
        AwaitedExecution query = traceparent.prepareQuery(null, new DescribedStatement("", null, Attributes.empty()));
        first.end();
        Frame second = traceparent.startOperation(OTHER_SESSION, Call.DO_WORK, null, null);
        assertThat(query.execute()).isNull();
        query.discard();
        traceparent
                .startPreparedQuery(null, null, new DescribedStatement("", null, Attributes.empty()))
                .end();
        second.end();

        assertThat(spans.tree()).isEqualTo("""
                operation doWork
                  serialize
                  prepare
                operation doWork
                  serialize
                  db_query
                """);
    }

    @Test
    void frameThatOnlyPrepares_isNoSpanForThat() {
        Frame prepares = traceparent.startDeferredOperation(SESSION, Call.EXECUTE, null, null, null, null);
        prepares.runs(Frame.Inside.PREPARES);

        assertThat(traceparent.prepareQuery(null, new DescribedStatement("", null, Attributes.empty())))
                .isNull();
        prepares.end();
        assertThat(spans.all()).isEmpty();
    }

    @Test
    void preparedQuery_thatIsExecutedUnderAnotherSpan_isAPrepare() {
        AwaitedExecution query = traceparent.prepareQuery(null, new DescribedStatement("", null, Attributes.empty()));
        Span request = spans.sdk.getTracer("app").spanBuilder("request").startSpan();
        try (Scope scope = request.makeCurrent()) {
            assertThat(query.execute()).isNull();
        }
        request.end();
        query.discard();

        assertThat(spans.tree()).contains("prepare\n");
    }

    @Test
    void unsampledOperation_isNamedWithoutASpan() {
        RecordedSpans none = new RecordedSpans(Sampler.alwaysOff());
        OperationTracer unsampled = tracer(none, SqlComment.TRACEPARENT);
        Frame operation = unsampled.startOperation(SESSION, Call.MERGE, "User", null);
        Frame part = unsampled.startOperation(SESSION, OperationMethod.named("load"), "User", null);

        assertThat(unsampled.prepareQuery(null, new DescribedStatement("", null, Attributes.empty())))
                .isNull();
        assertThat(unsampled.comments().ofPrepared(null)).isEqualTo("/*orm='User.merge'*/");

        part.end();
        operation.detach();
        assertThat(unsampled.comments().ofPrepared(null)).isNull();
        operation.attach();
        operation.runs(Frame.Inside.OPERATIONS);
        Frame nested = unsampled.startOperation(SESSION, OperationMethod.named("find"), "Post", null);
        assertThat(unsampled.comments().ofPrepared(null)).isEqualTo("/*orm='Post.find'*/");
        nested.end();
        assertThat(unsampled.comments().ofPrepared(null)).isEqualTo("/*orm='User.merge'*/");
        operation.end();
        assertThat(none.all()).isEmpty();
    }

    @Test
    void unsampledOperation_ofAnotherTracer_isNotNamed() {
        RecordedSpans none = new RecordedSpans(Sampler.alwaysOff());
        OperationTracer unsampled = tracer(none, SqlComment.TAGS);
        Frame operation = unsampled.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(tags.comments().ofPrepared(null)).isNull();
        operation.end();
    }

    @Test
    void withoutComments_unsampledOperationsAreNotKept() {
        OperationTracer plain = new RecordedSpans(Sampler.alwaysOff()).tracer();
        Frame operation = plain.startOperation(SESSION, OperationMethod.named("find"), "User", null);

        assertThat(UnsampledOperation.current()).isNull();
        operation.end();
    }

    @Test
    void traceparent_isWhatThePropagatorWrites() {
        TextMapPropagator both = TextMapPropagator.composite(
                W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance());
        OpenTelemetry propagating = new OpenTelemetry() {
            @Override
            public TracerProvider getTracerProvider() {
                return spans.sdk.getTracerProvider();
            }

            @Override
            public ContextPropagators getPropagators() {
                return ContextPropagators.create(both);
            }
        };
        OperationTracer tracer = spans.tracing()
                .openTelemetry(propagating)
                .sqlComment(SqlComment.TRACEPARENT)
                .build()
                .tracer();
        SpanContext remote = SpanContext.createFromRemoteParent(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getSampled(),
                TraceState.builder().put("a", "x:1/2").build());
        Context around = Context.root()
                .with(Span.wrap(remote))
                .with(Baggage.builder().put("user", "secret").build());
        try (Scope scope = around.makeCurrent();
                Scope tagged = SqlTags.of("tracestate", "fake").and("z", "1").makeCurrent()) {
            JdbcCall query = tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()));

            assertThat(tracer.comments().ofExecuted(query))
                    .isEqualTo("/*traceparent='00-0af7651916cd43dd8448eb211c80319c-"
                            + query.spanContext().getSpanId() + "-"
                            + query.spanContext().getTraceFlags().asHex() + "',tracestate='a%3Dx%3A1%2F2',z='1'*/");
            query.end();
        }
    }
}
