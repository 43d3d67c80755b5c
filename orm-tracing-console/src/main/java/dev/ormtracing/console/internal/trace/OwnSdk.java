package dev.ormtracing.console.internal.trace;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An SDK for an application that has none. It is global, so there is one, which outlives the console it was made for. */
public final class OwnSdk {

    private static final AtomicReference<@Nullable SpanProcessor> TARGET = new AtomicReference<>();

    private OwnSdk() {}

    /** Its spans go to this processor from now on, and to no earlier one. */
    public static synchronized void registerUnlessThereIsOne(SpanProcessor processor) {
        try {
            GlobalOpenTelemetry.set(OpenTelemetrySdk.builder()
                    .setTracerProvider(SdkTracerProvider.builder()
                            .addSpanProcessor(new ToTarget())
                            .build())
                    .build());
            TARGET.set(processor);
        } catch (IllegalStateException e) {
            if (TARGET.get() != null) {
                TARGET.set(processor);
                return;
            }
            ConsoleLog.warn(
                    "An OpenTelemetry is registered already: the console shows what it traces once its tracer provider has"
                            + " the processor TraceConsole.spanProcessor()",
                    null);
        }
    }

    private static final class ToTarget implements SpanProcessor {

        @Override
        public void onStart(Context parentContext, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            SpanProcessor to = TARGET.get();
            if (to != null) {
                to.onEnd(span);
            }
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }
    }
}
