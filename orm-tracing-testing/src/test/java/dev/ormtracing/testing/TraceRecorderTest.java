package dev.ormtracing.testing;

import static dev.ormtracing.testing.SampleSpan.app;
import static dev.ormtracing.testing.SampleSpan.find;
import static dev.ormtracing.testing.SampleSpan.operation;
import static dev.ormtracing.testing.SampleSpan.orm;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("some of it registers GlobalOpenTelemetry")
class TraceRecorderTest {

    private final TraceRecorder recorder = TraceRecorder.create();

    @AfterEach
    void close() {
        recorder.close();
    }

    @Test
    void check_acceptsSoundTrees() {
        find("User").record(recorder.openTelemetry());

        assertThatCode(recorder::check).doesNotThrowAnyException();
    }

    @Test
    void check_namesSpansThatHaveNotEnded() {
        Span outer = start("outer");
        start("inner");
        assertThat(recorder.openSpans()).containsExactly("outer", "inner");

        assertThatThrownBy(recorder::check)
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("[outer] has not ended\n[inner] has not ended\n");

        outer.end();
        assertThat(recorder.openSpans()).containsExactly("inner");
    }

    @Test
    void check_doesNotMissTheParentThatIsStillOpen() {
        operation("A").record(recorder.openTelemetry(), Context.root().with(start("open")));

        assertThatThrownBy(recorder::check).hasMessageNotContaining("has a parent that was not recorded");
    }

    @Test
    void check_noticesAScopeThatIsStillOpen() {
        Context context = Context.current().with(ContextKey.named("k"), "v");
        try (Scope scope = context.makeCurrent()) {
            assertThat(scope).isNotNull();
            assertThatThrownBy(recorder::check)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("a scope was not closed");
        }
        assertThatCode(recorder::check).doesNotThrowAnyException();
    }

    @Test
    void check_doesNotKnowTheContextOfOtherThreads() {
        Context context = Context.current().with(ContextKey.named("k"), "v");

        CompletableFuture<Void> elsewhere = CompletableFuture.runAsync(context.wrap(recorder::check));

        assertThatCode(elsewhere::join).doesNotThrowAnyException();
    }

    @Test
    void check_seesWhatWasCleared() {
        operation("A").with(orm("connect").at(500, 100)).record(recorder.openTelemetry());
        recorder.traces().clear();

        assertThatThrownBy(recorder::check).hasMessageContaining("[connect] ends 400 ns before its start");
    }

    @Test
    void reset_forgetsWhatHasEnded() {
        operation("A").with(orm("connect").at(500, 100)).record(recorder.openTelemetry());

        recorder.reset();

        assertThat(recorder.traces().trees()).isEmpty();
        assertThatCode(recorder::check).doesNotThrowAnyException();
    }

    @Test
    void builder_takesOtherInvariantsAndPrefixes() {
        try (TraceRecorder other = TraceRecorder.builder()
                .spanNamePrefix("prisma:client:")
                .invariants(TraceInvariants.standard().allowingOverlapOf(tree -> true))
                .build()) {
            app("prisma:client:operation")
                    .with(
                            app("prisma:client:serialize").at(10, 30),
                            app("prisma:client:connect").at(20, 40))
                    .record(other.openTelemetry());

            other.check();
            assertThat(other.traces().operations()).hasSize(1);
        }
    }

    @Test
    void builder_customizesTheSdk() {
        try (TraceRecorder unsampled = TraceRecorder.builder()
                .tracerProvider(provider -> provider.setSampler(Sampler.alwaysOff()))
                .build()) {
            find("User").record(unsampled.openTelemetry());

            assertThat(unsampled.traces().trees()).isEmpty();
            unsampled.check();
        }
    }

    @Test
    void spanProcessor_recordsTheSpansOfAnotherSdk() {
        SdkTracerProvider another = SdkTracerProvider.builder()
                .addSpanProcessor(recorder.spanProcessor())
                .build();
        OpenTelemetrySdk sdk =
                OpenTelemetrySdk.builder().setTracerProvider(another).build();

        Span open = sdk.getTracer("application").spanBuilder("open").startSpan();
        assertThat(recorder.openSpans()).containsExactly("open");
        open.end();
        another.close();

        find("User").record(recorder.openTelemetry());
        assertThat(recorder.traces().trees()).extracting(SpanTree::shortName).containsExactly("open", "operation");
        recorder.check();
    }

    @Test
    void openTelemetry_propagatesTraceContext() {
        Map<String, String> headers = new HashMap<>();

        recorder.openTelemetry()
                .getPropagators()
                .getTextMapPropagator()
                .inject(Context.root().with(start("open")), headers, Map::put);

        assertThat(headers).containsKey("traceparent");
    }

    @Test
    void registerGlobally_lastsUntilClose() {
        try (TraceRecorder global = TraceRecorder.create()) {
            global.registerGlobally();
            find("User").record(GlobalOpenTelemetry.get());

            assertThat(global.traces().trees()).hasSize(1);
            assertThat(recorder.traces().trees()).isEmpty();
        }
        assertThat(RegisteredGlobal.isSet()).isFalse();
    }

    @Test
    void registerGlobally_bringsBackWhatWasThere() {
        GlobalOpenTelemetry.set(
                OpenTelemetry.propagating(ContextPropagators.create(W3CTraceContextPropagator.getInstance())));
        ContextPropagators before = GlobalOpenTelemetry.getPropagators();
        try (TraceRecorder global = TraceRecorder.create()) {
            global.registerGlobally();
            assertThat(GlobalOpenTelemetry.getPropagators()).isNotSameAs(before);
        }

        assertThat(GlobalOpenTelemetry.getPropagators()).isSameAs(before);
        GlobalOpenTelemetry.resetForTest();
    }

    @Test
    void registerGlobally_refusesASecondRecorder() {
        recorder.registerGlobally();
        try (TraceRecorder second = TraceRecorder.create()) {
            assertThatThrownBy(second::registerGlobally)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("must not run in parallel");
        }
        assertThat(RegisteredGlobal.isSet()).isTrue();
    }

    private Span start(String name) {
        return recorder.openTelemetry()
                .getTracer("t")
                .spanBuilder(name)
                .setNoParent()
                .startSpan();
    }
}
