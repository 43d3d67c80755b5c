package dev.ormtracing.core.internal.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An SDK that is broken, or broken off, is not the application's business. */
class SdkFaultsTest {

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(Context.current()).isSameAs(Context.root());
        assertThat(RecordedFrame.current()).isNull();
        assertThat(JdbcCall.running()).isNull();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void samplerThatFails_costsTheTraceAlone(Supplier<SamplingResult> answer) {
        OpenTelemetrySdk sdk = sdk(provider -> provider.setSampler(sampler(answer)));
        long before = Guard.failures();

        operate(OrmTracing.create(sdk).tracer());

        assertThat(Guard.failures()).isGreaterThan(before);
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    static List<Supplier<SamplingResult>> samplers() {
        return List.of(
                () -> {
                    throw new IllegalStateException("planted");
                },
                () -> {
                    throw new NoClassDefFoundError("planted");
                },
                () -> {
                    throw new StackOverflowError("planted");
                },
                () -> null);
    }

    @Test
    void exporterThatFails_isTheSdksBusiness() {
        OpenTelemetrySdk sdk = sdk(provider -> provider.addSpanProcessor(SimpleSpanProcessor.create(new Failing())));

        assertThatCode(() -> operate(OrmTracing.create(sdk).tracer())).doesNotThrowAnyException();

        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getName)
                .contains("orm:client:operation");
    }

    @Test
    void sdkThatIsShutDownInMidOperation_isNotNoticed() {
        OpenTelemetrySdk sdk = sdk(provider -> {});
        OperationTracer tracer = OrmTracing.create(sdk).tracer();
        long before = Guard.failures();

        TransactionSpan transaction = tracer.startTransaction(null);
        Frame operation = tracer.startOperation(this, OperationMethod.named("find"), "User", transaction);
        JdbcCall query = tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
        sdk.close();
        query.end(true);
        operation.end();
        operate(tracer);
        transaction.end();

        assertThat(Guard.failures()).isEqualTo(before);
    }

    /** The SDK's own clock is asked for nothing that is ours. */
    @Test
    void clockThatJumpsBack_leavesTheTreeInOrder() {
        OpenTelemetrySdk sdk = sdk(provider -> provider.setClock(new JumpingBack()));

        operate(OrmTracing.create(sdk).tracer());

        List<SpanData> spans = exported.getFinishedSpanItems();
        assertThat(spans).hasSizeGreaterThan(3);
        SpanData root = spans.get(spans.size() - 1);
        assertThat(spans)
                .allSatisfy(span -> assertThat(span.getStartEpochNanos()).isLessThanOrEqualTo(span.getEndEpochNanos()))
                .allSatisfy(span -> assertThat(span.getStartEpochNanos())
                        .isBetween(root.getStartEpochNanos(), root.getEndEpochNanos()));
    }

    @Test
    void threadDeath_isPassedOn() {
        @SuppressWarnings("removal")
        Error death = new ThreadDeath();

        assertThatThrownBy(() -> Guard.report(death)).isSameAs(death);
    }

    private OpenTelemetrySdk sdk(Consumer<SdkTracerProviderBuilder> customizer) {
        SdkTracerProviderBuilder provider =
                SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(exported));
        customizer.accept(provider);
        return OpenTelemetrySdk.builder().setTracerProvider(provider.build()).build();
    }

    private void operate(OperationTracer tracer) {
        TransactionSpan transaction = tracer.startTransaction(null);
        Frame operation = tracer.startOperation(this, OperationMethod.named("find"), "User", transaction);
        JdbcCall query = tracer.startQuery(null, new DescribedStatement("select users", null, Attributes.empty()));
        if (query != null) {
            query.fail(new IllegalStateException(), null);
            query.end(true);
        }
        operation.end();
        transaction.end();
    }

    /** Only the interface's one method that matters fails. */
    private static Sampler sampler(Supplier<SamplingResult> answer) {
        return (Sampler) Proxy.newProxyInstance(
                Sampler.class.getClassLoader(),
                new Class<?>[] {Sampler.class},
                (proxy, method, arguments) -> method.getName().equals("shouldSample") ? answer.get() : "planted");
    }

    private static final class Failing implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            throw new IllegalStateException("planted");
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofFailure();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofFailure();
        }
    }

    private static final class JumpingBack implements Clock {

        private long now = 2_000_000_000_000_000_000L;

        @Override
        public long now() {
            now -= 1_000_000_000;
            return now;
        }

        @Override
        public long nanoTime() {
            return now();
        }
    }
}
