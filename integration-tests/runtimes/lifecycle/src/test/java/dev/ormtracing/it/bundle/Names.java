package dev.ormtracing.it.bundle;

import dev.ormtracing.core.OrmTracing;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The names of the spans that have ended. The SDK's kit for tests cannot be installed without AssertJ and JUnit. */
final class Names implements SpanProcessor {

    private final List<String> names = new CopyOnWriteArrayList<>();

    OrmTracing tracing() {
        return OrmTracing.create(OpenTelemetrySdk.builder()
                .setTracerProvider(
                        SdkTracerProvider.builder().addSpanProcessor(this).build())
                .build());
    }

    void forget() {
        names.clear();
    }

    List<String> ended() {
        return List.copyOf(names);
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        names.add(span.getName());
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
