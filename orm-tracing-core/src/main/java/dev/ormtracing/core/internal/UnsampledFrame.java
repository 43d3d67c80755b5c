package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A frame whose trace is not sampled: all it does is to say so to whoever starts a span inside. */
final class UnsampledFrame extends Frame {

    private final OperationTracer tracer;
    private final boolean showsSpan;
    private final Span span;

    /** The context that was current before; while the frame has a context of its own, that context. */
    private Context outer;

    private boolean isCurrent;
    private boolean entered;
    private boolean closed;

    /** The one that the thread was in before, of whatever tracer. */
    @Nullable
    UnsampledFrame below;

    private UnsampledFrame(OperationTracer tracer, boolean showsSpan, Context outer, Span span) {
        this.tracer = tracer;
        this.showsSpan = showsSpan;
        this.outer = outer;
        this.span = span;
    }

    /**
     * @param showsSpan whether the span is the frame's own, and current: not where it is the application's, which has left
     *     it already
     * @param parent the context with the span's parent, or with the span
     */
    static Frame enter(OperationTracer tracer, boolean showsSpan, Context outer, Context parent, Span span) {
        UnsampledFrame frame = new UnsampledFrame(tracer, showsSpan, outer, span);
        try {
            frame.enter(parent);
        } catch (Throwable e) {
            frame.end();
            throw e;
        }
        return frame;
    }

    /**
     * The innermost one of this tracer on the calling thread, outside of recorded frames; null where the application has
     * started a span inside.
     */
    static @Nullable UnsampledFrame of(OperationTracer tracer, Context current) {
        UnsampledFrame frame = RunningSpans.unsampledFrame();
        return frame != null && frame.tracer == tracer && frame.isAround(current) ? frame : null;
    }

    private boolean isAround(Context current) {
        Span known = Span.fromContext(current);
        return !known.getSpanContext().isValid()
                || Spans.isSame(known, Span.fromContext(before()))
                || Spans.isSame(known, span);
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void end() {
        closed = true;
        detach();
    }

    @Override
    public void detach() {
        if (!entered) {
            return;
        }
        boolean onItsThread = RunningSpans.leave(this);
        entered = !onItsThread;
        if (isCurrent) {
            ((RunningContext) outer).ends();
        }
        if (onItsThread) {
            RunningContext.left(before());
            isCurrent = false;
        }
    }

    private Context before() {
        return isCurrent ? ((RunningContext) outer).before() : outer;
    }

    @Override
    public void attach() {
        if (closed || entered) {
            return;
        }
        try {
            outer = RunningContext.current();
            enter(outer);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void enter(Context parent) {
        RunningSpans.enter(this);
        entered = true;
        RunningContext running =
                showsSpan ? RunningContext.enter(outer, parent, span, RunningContext.Content.SPAN) : null;
        if (running != null) {
            outer = running;
            isCurrent = true;
        }
    }
}
