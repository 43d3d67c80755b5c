package dev.ormtracing.core.internal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpareBuildersTest {

    private static final AttributeKey<String> MODEL = AttributeKey.stringKey("model");
    private static final AttributeKey<Long> NUMBER = AttributeKey.longKey("number");
    private static final Attributes USER = Attributes.of(MODEL, "User");
    private static final Attributes POST = Attributes.of(MODEL, "Post");

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final List<Attributes> seenBySampler = new ArrayList<>();
    private boolean sampled = true;

    private final SpareBuilders spans = new Telemetry(OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .setSampler(new Switched())
                            .addSpanProcessor(SimpleSpanProcessor.create(exported))
                            .build())
                    .build())
            .statements;

    private final class Switched implements Sampler {

        @Override
        public SamplingResult shouldSample(
                Context parent,
                String traceId,
                String name,
                SpanKind kind,
                Attributes attributes,
                List<LinkData> links) {
            seenBySampler.add(attributes.toBuilder().build());
            return sampled ? SamplingResult.recordAndSample() : SamplingResult.drop();
        }

        @Override
        public String getDescription() {
            return "switched";
        }
    }

    private Span start(Attributes attributes, long at) {
        return spans.start("find", attributes, null, Context.root(), at);
    }

    private void run(Attributes attributes, long at) {
        start(attributes, at).end();
    }

    @Test
    void sampler_seesTheAttributesOfEachSpan() {
        sampled = false;
        run(USER, 1);
        run(USER, 2);
        run(POST, 3);
        run(USER, 4);
        sampled = true;
        run(USER, 5);
        run(USER, 6);

        assertThat(seenBySampler).containsExactly(USER, USER, POST, USER, USER, USER);
    }

    @Test
    void span_hasItsOwnAttributesAndStart_howeverOftenItsBuilderWasUsed() {
        for (long at = 1; at <= 200; at++) {
            sampled = at % 3 != 0;
            Span span = start(at % 2 == 0 ? USER : POST, at);
            span.setAttribute(NUMBER, at);
            span.end();
        }

        List<SpanData> spans = exported.getFinishedSpanItems();
        assertThat(spans).hasSize(134);
        assertThat(spans).allSatisfy(span -> {
            long at = span.getStartEpochNanos();
            assertThat(span.getName()).isEqualTo("find");
            assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
            assertThat(span.getAttributes().asMap())
                    .isEqualTo(Attributes.of(MODEL, at % 2 == 0 ? "User" : "Post", NUMBER, at)
                            .asMap());
        });
        assertThat(spans).extracting(SpanData::getTraceId).doesNotHaveDuplicates();
    }

    @Test
    void span_isBelowTheParentThatItIsGiven() {
        Span above = start(USER, 1);
        Span below = spans.start("find", USER, null, Context.root().with(above), 2);
        below.end();
        above.end();
        run(USER, 3);

        List<SpanData> finished = exported.getFinishedSpanItems();
        assertThat(finished.get(0).getParentSpanId())
                .isEqualTo(above.getSpanContext().getSpanId());
        assertThat(finished.get(2).getParentSpanContext().isValid()).isFalse();
    }

    @Test
    void attributesOfOneSpan_areNotThoseOfTheNext() {
        sampled = false;
        spans.start("find", USER, Attributes.of(NUMBER, 1L), Context.root(), 1).end();
        sampled = true;
        spans.start("find", USER, Attributes.of(NUMBER, 2L), Context.root(), 2).end();
        run(USER, 3);

        assertThat(seenBySampler)
                .containsExactly(
                        Attributes.of(MODEL, "User", NUMBER, 1L), Attributes.of(MODEL, "User", NUMBER, 2L), USER);
        assertThat(exported.getFinishedSpanItems())
                .extracting(span -> span.getAttributes().asMap())
                .containsExactly(Attributes.of(MODEL, "User", NUMBER, 2L).asMap(), USER.asMap());
    }

    @Test
    void span_thatIsStartedBySomethingBelowTheSampler_isNotMixedUp() {
        Span[] inner = new Span[1];
        SpareBuilders[] nested = new SpareBuilders[1];
        Sampler asking = new Sampler() {
            @Override
            public SamplingResult shouldSample(
                    Context parent,
                    String traceId,
                    String name,
                    SpanKind kind,
                    Attributes attributes,
                    List<LinkData> links) {
                if (inner[0] == null && attributes.get(MODEL) != null) {
                    inner[0] = Span.getInvalid();
                    inner[0] = nested[0].start("find", USER, null, Context.root(), 2);
                    inner[0].end();
                }
                return SamplingResult.recordAndSample();
            }

            @Override
            public String getDescription() {
                return "asking";
            }
        };
        nested[0] = new Telemetry(OpenTelemetrySdk.builder()
                        .setTracerProvider(SdkTracerProvider.builder()
                                .setSampler(asking)
                                .addSpanProcessor(SimpleSpanProcessor.create(exported))
                                .build())
                        .build())
                .statements;

        Span outer = nested[0].start("find", USER, null, Context.root(), 1);
        outer.end();

        assertThat(inner[0].getSpanContext().getSpanId())
                .isNotEqualTo(outer.getSpanContext().getSpanId());
        assertThat(exported.getFinishedSpanItems())
                .extracting(SpanData::getStartEpochNanos)
                .containsExactly(2L, 1L);
        assertThat(exported.getFinishedSpanItems())
                .allSatisfy(span -> assertThat(span.getAttributes().asMap()).isEqualTo(USER.asMap()));
    }
}
