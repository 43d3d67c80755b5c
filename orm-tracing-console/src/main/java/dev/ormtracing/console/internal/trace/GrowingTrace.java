package dev.ormtracing.console.internal.trace;

import dev.ormtracing.testing.internal.span.SpanNames;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;

/** A trace while its spans arrive. For one thread at a time. */
final class GrowingTrace {

    private final String id;
    private final List<SpanData> spans = new ArrayList<>();
    private long number;
    private long bytes;
    private long leftOut;
    private boolean hasTop;
    private boolean hasOrm;

    GrowingTrace(String id) {
        this.id = id;
    }

    /** The bytes that it takes. */
    long add(SpanData span, long newNumber, int mostSpans) {
        number = newNumber;
        hasTop |= isTop(span);
        hasOrm = hasOrm || SpanNames.STANDARD.typeOf(span) != null;
        // The top is what the trace is called by.
        if (spans.size() >= mostSpans && !isTop(span)) {
            leftOut++;
            return 0;
        }
        spans.add(span);
        long size = SpanSize.of(span);
        bytes += size;
        return size;
    }

    private static boolean isTop(SpanData span) {
        return !span.getParentSpanContext().isValid()
                || span.getParentSpanContext().isRemote();
    }

    /** Something running is worth a line if it is ours, such as a long job. */
    boolean isShown() {
        return hasTop || hasOrm;
    }

    long number() {
        return number;
    }

    long bytes() {
        return bytes;
    }

    int size() {
        return spans.size();
    }

    KeptTrace kept() {
        return new KeptTrace(id, number, !hasTop, leftOut, List.copyOf(spans));
    }
}
