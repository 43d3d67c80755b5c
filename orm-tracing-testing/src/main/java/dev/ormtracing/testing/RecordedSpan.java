package dev.ormtracing.testing;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * An ended span and its place in the order of starts.
 *
 * <p>Two trees of one thread have a clock each, microseconds apart: their times cannot say which came first.
 */
record RecordedSpan(SpanData data, long startOrder) {

    String spanId() {
        return data.getSpanId();
    }
}
