package dev.ormtracing.testing.internal.recording;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span, as it was when it ended or as it is now, and its place in the order of starts.
 *
 * <p>Two trees of one thread have a clock each, microseconds apart: their times cannot say which came first.
 */
public record RecordedSpan(SpanData data, long startOrder) {

    public String spanId() {
        return data.getSpanId();
    }

    public boolean hasEnded() {
        return data.hasEnded();
    }
}
