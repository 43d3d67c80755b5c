package dev.ormtracing.core.internal.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * Where a frame stands among the contexts of its thread: what was current when it was opened, what of it is current, and
 * in which context its children start.
 */
public final class FrameContext {

    /** The context of the frame around, or null. */
    private final @Nullable FrameContext enclosing;

    private Context outer;

    /** The parent's, and once somebody asks for it, the span's. */
    private Context context;

    private Span span = Span.getInvalid();

    /** What is current of it; null where that is nothing. */
    private @Nullable RunningContext running;

    /**
     * @param outer the current context
     * @param parent the context with the parent of the frame's span
     */
    public FrameContext(@Nullable FrameContext enclosing, Context outer, Context parent) {
        this.enclosing = enclosing;
        this.outer = outer;
        this.context = parent;
    }

    /** Takes the same for another frame in the same place, where there has been no span. */
    public void reopen(Context newOuter, Context parent) {
        outer = newOuter;
        context = parent;
    }

    /** The context in which the frame was opened, or was attached last. */
    public Context outer() {
        return outer;
    }

    /** The context with the parent of the frame's span, before there is one. */
    public Context parent() {
        return context;
    }

    /** The frame's span, the parent's if the frame is none, or the invalid one as long as that is not known. */
    public Span span() {
        return span;
    }

    /** The frame is a span. */
    public void begins(Span begun, Context parent) {
        span = begun;
        context = parent;
    }

    /** The frame is not a span: its parent's is where its children belong. */
    public void joins(Context parent) {
        span = Span.fromContext(parent);
        context = parent;
    }

    /** The frame is a part of a span that is written later. */
    public void waitsIn(Context parent) {
        context = parent;
    }

    /**
     * Whether a sampler has left the span out, and not what is around it. The span is current all the same, as the SDK
     * has it; what starts inside goes up.
     */
    public boolean isLeftOut() {
        return !span.getSpanContext().isSampled() && Spans.isLeftOut(span, Span.fromContext(context));
    }

    /** Makes the span current, unless it is what is current. */
    public void show() {
        Span own = span == Span.getInvalid() ? Span.fromContext(context) : span;
        if (context != outer || Span.fromContext(context) != own) {
            running = RunningContext.enter(outer, context, own, RunningContext.Content.SPAN);
        }
    }

    /** Makes the span current on this thread. What the application has made current in the meantime is kept, but for the span. */
    public void reattach() {
        outer = RunningContext.current();
        running = RunningContext.enter(outer, outer, span, RunningContext.Content.SPAN);
    }

    /** The frame's thread goes on without it. */
    public void leaves() {
        RunningContext shown = running;
        running = null;
        if (shown == null) {
            RunningContext.left(outer);
        } else {
            shown.leave();
        }
    }

    /** Another thread ends the frame: its own has the scope, if there is one. */
    public boolean isLeftToItsThread() {
        if (running != null) {
            running.ends();
        }
        return running != null;
    }

    /** The context in which a child starts that Hibernate or the driver calls in the given one. */
    public Context forPart(Context current, @Nullable Span ofTransaction) {
        if (current == running && span.getSpanContext().isSampled()) {
            // As a rule, the application has made nothing current inside.
            return current;
        }
        return running == null && isOutside(RunningContext.in(current)) && OverlaidKeys.AVAILABLE
                ? in(current, true)
                : forChild(current, ofTransaction);
    }

    /**
     * The context in which a child starts that the application calls in the given one.
     *
     * @param ofTransaction what was current when the frame's transaction was begun, or null
     */
    public Context forChild(Context current, @Nullable Span ofTransaction) {
        boolean closed = running == null && current instanceof RunningContext && isOutside(RunningContext.in(current));
        return in(current, closed || isOuter(Span.fromContext(current), ofTransaction));
    }

    /** Whether what is current of ours was so before this frame was opened. */
    private boolean isOutside(@Nullable RunningContext shown) {
        if (shown == null || shown == RunningContext.in(outer)) {
            return true;
        }
        FrameContext around = enclosing;
        while (around != null && around.running != shown) {
            around = around.enclosing;
        }
        return around != null;
    }

    /** Whether the application has not started a span since, but may have closed a scope that it had open. */
    private boolean isOuter(Span current, @Nullable Span ofTransaction) {
        return !current.getSpanContext().isValid()
                || running == null && ofTransaction != null && Spans.isSame(current, ofTransaction);
    }

    private Context in(Context current, boolean below) {
        if (current == outer) {
            return isLeftOut() ? context : own();
        }
        Span shown = Span.fromContext(current);
        boolean moves =
                below || Spans.isSame(shown, Span.fromContext(outer)) || Spans.isSame(shown, span) && isLeftOut();
        return moves ? RunningContext.lasting(current, ownSpan()) : current;
    }

    /** The parent of the frame's children; another one's, where it is not a span itself. */
    private Span ownSpan() {
        return span == Span.getInvalid() || isLeftOut() ? Span.fromContext(context) : span;
    }

    /** The context with the span, if that is not left out. */
    public Context own() {
        if (running != null) {
            return OverlaidKeys.AVAILABLE ? running : running.context();
        }
        if (!isOwn()) {
            context = RunningContext.lasting(context, span);
        }
        return context;
    }

    /** Whether the context is that in which children start: it has the span, if there is one. */
    private boolean isOwn() {
        return span == Span.getInvalid() || Span.fromContext(context) == span;
    }
}
