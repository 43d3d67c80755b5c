package dev.ormtracing.benchmarks;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;

/** What an operation is traced with. */
public enum Variant {
    /** The baseline: Hibernate and the pool as they are. */
    WITHOUT_US {
        @Override
        OpenTelemetry openTelemetry() {
            return OpenTelemetry.noop();
        }
    },
    /** Our jars on the class path, no SDK. */
    NO_SDK {
        @Override
        OpenTelemetry openTelemetry() {
            return OpenTelemetry.noop();
        }
    },
    /** An SDK whose sampler drops every trace. */
    UNSAMPLED {
        @Override
        OpenTelemetry openTelemetry() {
            return sdk(Sampler.alwaysOff());
        }
    },
    /** Every trace is recorded, by a processor that does nothing. */
    SAMPLED {
        @Override
        OpenTelemetry openTelemetry() {
            return sdk(Sampler.alwaysOn());
        }
    };

    abstract OpenTelemetry openTelemetry();

    OrmTracing tracing() {
        return OrmTracing.create(openTelemetry());
    }

    private static OpenTelemetry sdk(Sampler sampler) {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .setSampler(sampler)
                        .addSpanProcessor(new DoNothing())
                        .build())
                .build();
    }

    private static final class DoNothing implements SpanProcessor {

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return true;
        }

        @Override
        public void onEnd(ReadableSpan span) {}

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
