package dev.ormtracing.testing;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span, as it was when it ended or as it is now, and its place in the order of starts.
 *
 * <p>Two trees of one thread have a clock each, microseconds apart: their times cannot say which came first.
 */
record RecordedSpan(SpanData data, long startOrder) {

    String spanId() {
        return data.getSpanId();
    }

    boolean hasEnded() {
        return data.hasEnded();
    }
}
