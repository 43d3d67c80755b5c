package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A frame whose trace is not sampled: all it does is to say so to whoever starts a span inside. */
final class UnsampledFrame extends StackedFrame {

    /** Whether there has ever been one. Where every trace is sampled there is none, and no thread is asked for it. */
    private static volatile boolean exists;

    private final Instrumenter instrumenter;
    private final boolean showsSpan;
    private final Span span;

    /** The context that was current before; while the frame has a context of its own, that context. */
    private Context outer;

    private boolean isCurrent;

    private UnsampledFrame(Instrumenter instrumenter, boolean showsSpan, Context outer, Span span) {
        this.instrumenter = instrumenter;
        this.showsSpan = showsSpan;
        this.outer = outer;
        this.span = span;
    }

    /**
     * @param showsSpan whether the span is the frame's own, and current: not where it is the application's, which has left
     *     it already
     * @param parent the context with the span's parent, or with the span
     */
    static Frame enter(Instrumenter instrumenter, boolean showsSpan, Context outer, Context parent, Span span) {
        UnsampledFrame frame = new UnsampledFrame(instrumenter, showsSpan, outer, span);
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
    static @Nullable UnsampledFrame of(Instrumenter instrumenter, Context current) {
        UnsampledFrame frame = exists ? (UnsampledFrame) top(ThreadSlots.UNSAMPLED_FRAME) : null;
        return frame != null && frame.instrumenter == instrumenter && frame.isAround(current) ? frame : null;
    }

    /** Whether what starts in this context, and in no recorded frame, is not sampled. */
    static boolean isUnsampledIn(Instrumenter instrumenter, Context current) {
        return Spans.isUnsampled(Span.fromContext(current)) || of(instrumenter, current) != null;
    }

    private boolean isAround(Context current) {
        Span known = Span.fromContext(current);
        return !known.getSpanContext().isValid()
                || Spans.isSame(known, Span.fromContext(before()))
                || Spans.isSame(known, span);
    }

    @Override
    public void end() {
        ended = true;
        detach();
    }

    @Override
    public void detach() {
        if (!attached) {
            return;
        }
        boolean onItsThread = pop(ThreadSlots.UNSAMPLED_FRAME);
        attached = !onItsThread;
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
        if (ended || attached) {
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
        exists = true;
        push(ThreadSlots.UNSAMPLED_FRAME);
        RunningContext running =
                showsSpan ? RunningContext.enter(outer, parent, span, RunningContext.Content.SPAN) : null;
        if (running != null) {
            outer = running;
            isCurrent = true;
        }
    }
}
