package dev.ormtracing.console.internal.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Collection;

/** About how much memory a span takes. Texts count whole, though spans of one statement may share them. */
final class SpanSize {

    private static final int OBJECT = 500;
    private static final int ATTRIBUTE = 40;
    private static final int LINK = 200;

    private SpanSize() {}

    static long of(SpanData span) {
        long size = OBJECT
                + bytes(span.getName())
                + of(span.getAttributes())
                + (long) LINK * span.getLinks().size();
        for (EventData event : span.getEvents()) {
            size += OBJECT + of(event.getAttributes());
        }
        return size;
    }

    private static long of(Attributes attributes) {
        long[] size = {0};
        attributes.forEach((key, value) -> size[0] += ATTRIBUTE + of(value));
        return size[0];
    }

    private static long of(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().mapToLong(SpanSize::of).sum() + ATTRIBUTE;
        }
        return value instanceof String text ? bytes(text) : Long.BYTES;
    }

    private static long bytes(String text) {
        return ATTRIBUTE + (long) Character.BYTES * text.length();
    }
}
