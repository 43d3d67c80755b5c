package dev.ormtracing.benchmarks.agent;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Wants to see every span, and does nothing with it but count it while somebody counts. */
public final class DoNothingProcessor implements SpanProcessor {

    private final SpanCount count = new SpanCount();

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (count.isCounting()) {
            count.add(span.getAttributes().size());
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }
}
