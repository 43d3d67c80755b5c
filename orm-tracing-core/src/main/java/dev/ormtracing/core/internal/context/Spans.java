package dev.ormtracing.core.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;

/** What can be asked of any span, whoever has started it. */
public final class Spans {

    private Spans() {}

    /** Whether there is no span in the context that it is from. */
    public static boolean isNone(Span span) {
        return !span.getSpanContext().isValid();
    }

    /** Whether both are the same span, be they different objects. */
    public static boolean isSame(Span a, Span b) {
        return a == b || a.getSpanContext().equals(b.getSpanContext());
    }

    /**
     * Whether a span tells that its trace is not sampled, so that nothing below it needs to be built. Of a remote parent
     * that is for the sampler to say.
     */
    public static boolean isUnsampled(Span span) {
        SpanContext context = span.getSpanContext();
        // Last, since a span of the SDK takes its lock to say so.
        return !context.isSampled() && context.isValid() && !context.isRemote() && !span.isRecording();
    }

    /**
     * Whether a sampler has left this very span out, of a trace that is recorded around it. Where nobody has asked a
     * sampler, as without an SDK, the span is its parent's.
     */
    public static boolean isLeftOut(Span span, Span parent) {
        return !span.isRecording()
                && parent.isRecording()
                && parent.getSpanContext().isSampled()
                && !isNone(span)
                && !isSame(span, parent);
    }
}
