package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriteRunTest {

    private static final Object SESSION = "session";

    private final RecordedSpans spans = new RecordedSpans();
    private final OperationTracer tracer = spans.tracer();
    private final WriteRun writes = tracer.writeRun(null);

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
    }

    @Test
    void equalCallsWithoutDatabase_areOneSpanWithTheirNumber() {
        long before = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                        instanceof RecordedFrame frame
                ? end(frame)
                : 0;
        for (int i = 0; i < 50; i++) {
            persist("User", false);
        }
        writes.write();

        assertThat(spans.tree()).isEqualTo("""
                operation User.find
                operation User.persist
                """);
        SpanData persist = spans.all().get(1);
        assertThat(persist.getAttributes().get(OrmAttributes.OPERATION_COUNT)).isEqualTo(50);
        assertThat(persist.getStartEpochNanos()).isGreaterThanOrEqualTo(before);
        assertThat(persist.getEndEpochNanos()).isGreaterThanOrEqualTo(persist.getStartEpochNanos());
    }

    @Test
    void singleCall_hasNoNumber() {
        persist("User", false);
        writes.write();

        assertThat(spans.all()).hasSize(1);
        assertThat(spans.all().get(0).getAttributes().get(OrmAttributes.OPERATION_COUNT))
                .isNull();
    }

    @Test
    void callThatNeedsTheDatabase_isASpanOfItsOwn() {
        persist("User", false);
        persist("User", true);
        persist("User", false);
        persist("User", false);
        writes.write();

        assertThat(spans.tree()).isEqualTo("""
                operation User.persist
                operation User.persist
                  serialize
                  db_query
                operation User.persist
                """);
        assertThat(spans.all().get(spans.all().size() - 1).getAttributes().get(OrmAttributes.OPERATION_COUNT))
                .isEqualTo(2);
    }

    @Test
    void callOfAnotherModel_isAnotherSpan() {
        persist("User", false);
        persist("Post", false);
        persist("Post", false);
        writes.write();

        assertThat(spans.tree()).isEqualTo("""
                operation User.persist
                operation Post.persist
                """);
    }

    @Test
    void callBelowAnotherSpan_isAnotherSpan() {
        Span request = spans.sdk.getTracer("test").spanBuilder("request").startSpan();
        persist("User", false);
        try (Scope ignored = request.makeCurrent()) {
            persist("User", false);
        }
        request.end();
        writes.write();

        assertThat(spans.tree()).isEqualTo("""
                request
                  operation User.persist
                operation User.persist
                """);
    }

    @Test
    void callThatFails_isASpanOfItsOwn() {
        persist("User", false);
        Frame failing = tracer.startOperationOfRun(SESSION, Call.PERSIST, "User", null, writes);
        failing.fail(new IllegalStateException());
        failing.end();

        assertThat(spans.tree()).isEqualTo("""
                operation User.persist
                operation User.persist ERROR
                  serialize
                """);
    }

    @Test
    void callsOfAnotherSession_areTheirOwn() {
        persist("User", false);
        Frame other = tracer.startOperationOfRun("another session", Call.PERSIST, "User", null, writes);

        assertThat(other.belongsTo("another session")).isTrue();
        other.end();
        writes.write();
    }

    @Test
    void calls_followTheTransactionsSampling() {
        RecordedSpans unsampled = new RecordedSpans(Sampler.alwaysOff());
        WriteRun off = unsampled.tracer().writeRun(null);
        unsampled
                .tracer()
                .startOperationOfRun(SESSION, Call.PERSIST, "User", null, off)
                .end();
        off.write();

        assertThat(unsampled.all()).isEqualTo(List.of());
    }

    private void persist(String model, boolean needsDatabase) {
        Frame persist = tracer.startOperationOfRun(SESSION, Call.PERSIST, model, null, writes);
        if (needsDatabase) {
            tracer.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end();
        }
        persist.end();
    }

    private static long end(RecordedFrame frame) {
        frame.end();
        return frame.now();
    }
}
