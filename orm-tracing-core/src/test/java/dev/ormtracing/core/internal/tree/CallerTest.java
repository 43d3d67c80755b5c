package dev.ormtracing.core.internal.tree;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.example.shop.UserService;
import dev.ormtracing.core.SqlComment;
import dev.ormtracing.core.internal.Call;
import dev.ormtracing.core.internal.RecordedSpans;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Object SESSION = "session";
    private static final AttributeKey<String> FUNCTION = stringKey("code.function.name");
    private static final String LOAD = "com.example.shop.UserService.load";

    private final Asked asked = new Asked();
    private final RecordedSpans spans = new RecordedSpans(asked);
    private final OperationTracer tracer =
            spans.tracing().recordCaller(true).build().tracer();

    @Test
    void operation_tellsItsCallerToTheSampler() {
        UserService.load(() -> operation("User", "find"));

        SpanData operation = spans.named("orm:client:operation");
        assertThat(operation.getAttributes().get(FUNCTION)).isEqualTo(LOAD);
        assertThat(operation.getAttributes().get(stringKey("code.file.path"))).isEqualTo("UserService.java");
        assertThat(operation.getAttributes().get(longKey("code.line.number"))).isPositive();
        assertThat(asked.functions).containsExactly(LOAD);
    }

    @Test
    void generatedClasses_areNotTheCaller() {
        UserService.loadFrom(3, () -> operation("User", "find"));

        assertThat(callers()).containsExactly("com.example.shop.UserService$Library.call");
    }

    @Test
    void statementOutsideOfOperations_tellsItsCaller_thoseInsideDoNot() {
        UserService.load(() -> {
            tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()))
                    .end(true);
            Frame operation = tracer.startOperation(SESSION, OperationMethod.named("find"), "User", null);
            tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()))
                    .end(true);
            operation.end();
            return null;
        });

        assertThat(callers()).containsExactly(LOAD, null, null, LOAD);
    }

    @Test
    void operationsInARow_haveTheCallerOfTheFirst() {
        WriteRun writes = tracer.writeRun(null);
        UserService.load(() -> {
            tracer.startOperationOfRun(SESSION, Call.PERSIST, "User", null, writes)
                    .end();
            return null;
        });
        tracer.startOperationOfRun(SESSION, Call.PERSIST, "User", null, writes).end();
        writes.write();

        assertThat(callers()).containsExactly(LOAD);
    }

    @Test
    void deferredOperation_findsItsCallerWhenItBecomesASpan() {
        UserService.load(() -> {
            Frame lazy = tracer.startDeferredOperation(SESSION, Call.INITIALIZE, "User", null, null, null);
            tracer.startConnect(Attributes.empty(), Attributes.empty()).end();
            lazy.end();
            return null;
        });

        assertThat(spans.named("orm:client:operation").getAttributes().get(FUNCTION))
                .isEqualTo(LOAD);
    }

    @Test
    void nothing_belowATraceThatIsNotSampled() {
        SpanContext unsampled = SpanContext.create(
                "0af7651916cd43dd8448eb211c80319c",
                "b7ad6b7169203331",
                TraceFlags.getDefault(),
                TraceState.getDefault());
        try (Scope scope = Span.wrap(unsampled).makeCurrent()) {
            UserService.load(() -> operation("User", "find"));
        }

        assertThat(asked.functions).isEmpty();
    }

    @Test
    void nothing_byDefault() {
        OperationTracer plain = spans.tracer();
        UserService.load(() -> {
            plain.startOperation(SESSION, OperationMethod.named("find"), "User", null)
                    .end();
            plain.startQuery(null, new DescribedStatement("", null, Attributes.empty()))
                    .end();
            return null;
        });

        assertThat(callers()).containsOnlyNulls();
    }

    @Test
    void comment_namesTheLine() {
        OperationTracer commenting = spans.tracing()
                .recordCaller(true)
                .sqlComment(SqlComment.TAGS)
                .build()
                .tracer();

        String comment = UserService.load(() -> {
            Frame operation = commenting.startOperation(SESSION, OperationMethod.named("find"), "User", null);
            String text = commenting.comments().ofExecuted(null);
            operation.end();
            return text;
        });

        assertThat(comment)
                .matches("/\\*caller='com\\.example\\.shop\\.UserService\\.load%3A\\d+',orm='User\\.find'\\*/");
    }

    private Object operation(String model, String method) {
        tracer.startOperation(SESSION, OperationMethod.named(method), model, null)
                .end();
        return model;
    }

    private List<String> callers() {
        return spans.all().stream()
                .map(span -> span.getAttributes().get(FUNCTION))
                .toList();
    }

    private static final class Asked implements Sampler {

        private final List<String> functions = new ArrayList<>();

        @Override
        public SamplingResult shouldSample(
                Context parent, String traceId, String name, SpanKind kind, Attributes given, List<LinkData> links) {
            functions.add(given.get(FUNCTION));
            return SamplingResult.recordAndSample();
        }

        @Override
        public String getDescription() {
            return "asked";
        }
    }
}
