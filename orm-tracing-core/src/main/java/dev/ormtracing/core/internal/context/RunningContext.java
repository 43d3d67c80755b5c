package dev.ormtracing.core.internal.context;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * The application's context with a span of ours in it, for as long as that span is current. Afterwards it says what the
 * application's own says, so that whatever was derived from it, captured, or left current in a callback has no parent that
 * is over.
 *
 * <p>Entered and left by one thread; any thread may ask it.
 */
public sealed class RunningContext implements Context {

    /** What the context shows of the span. */
    public enum Content {
        SPAN,
        STATEMENT,

        /** Shows only that a statement is running, not the span. */
        STATEMENT_ONLY
    }

    /** The application's own context. */
    private final Context base;

    private final Span span;
    private final boolean isSpan;
    private final boolean isStatement;
    private Scope scope = Scope.noop();
    private volatile boolean over;

    /** The context that this thread entered before this one and has not left. */
    public @Nullable RunningContext below;

    private RunningContext(Context base, Span span, Content content) {
        this.base = base;
        this.span = span;
        this.isSpan = content != Content.STATEMENT_ONLY;
        this.isStatement = content != Content.SPAN;
    }

    /**
     * Makes the span current. Not where the application has left a scope open inside of something of ours: it may be about
     * to close it, and could not if ours lay above it.
     *
     * @param current the current context
     * @param parent the same, or one with another span of ours
     */
    public static @Nullable RunningContext enter(Context current, Context parent, Span span, Content content) {
        @Nullable Object[] slots = ThreadSlots.ofThread();
        if (slots[ThreadSlots.LEFT_CONTEXTS.index] != null && LeftContexts.isLeft(current)
                || content == Content.STATEMENT_ONLY && OverlaidKeys.DB_CLIENT == null) {
            return null;
        }
        RunningContext entered;
        if (OverlaidKeys.AVAILABLE) {
            entered = new RunningContext(current, span, content);
            entered.scope = ContextStorage.get().attach(entered);
        } else {
            entered = new Ordinary(current, with(parent, span, content), span, content);
            entered.scope = ContextStorage.get().attach(entered.context());
        }
        RunningContext below = (RunningContext) slots[ThreadSlots.CONTEXT.index];
        entered.below = below != null && below.over && ContextsOfThread.isDeep(below) ? null : below;
        slots[ThreadSlots.CONTEXT.index] = entered;
        return entered;
    }

    private static Context with(Context parent, Span span, Content content) {
        return switch (content) {
            case SPAN -> parent.with(span);
            case STATEMENT -> DbClientSpans.hold(parent.with(span), span);
            case STATEMENT_ONLY -> DbClientSpans.hold(parent, span);
        };
    }

    /** The current context, after what is over of ours has been taken away from above it. */
    public static Context current() {
        Context current = Context.current();
        if (OverlaidKeys.AVAILABLE && !(current instanceof RunningContext running && running.over)) {
            return current;
        }
        RunningContext left = leftIn(current);
        while (left != null) {
            Guard.close(left.scope);
            Context next = Context.current();
            if (!left.hasGone(current, next)) {
                break;
            }
            ContextsOfThread.leave(left);
            LeftContexts.unwind(next);
            current = next;
            left = leftIn(current);
        }
        return current;
    }

    /** {@link #current()} where nobody asks for it. */
    static void settle() {
        try {
            current();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** A context of ours that is still current though it is over, or null. */
    private static @Nullable RunningContext leftIn(Context current) {
        RunningContext left = OverlaidKeys.AVAILABLE
                ? current instanceof RunningContext running ? running : null
                : ContextsOfThread.running();
        return left != null && left.over && ContextsOfThread.isRunning(left) ? left : null;
    }

    /** Whether closing its scope has taken it away. Contexts of another implementation are known by what they say. */
    private boolean hasGone(Context before, Context after) {
        if (OverlaidKeys.AVAILABLE) {
            return before != after;
        }
        return isSpan
                ? !isSameSpan(before, after) || Spans.isSame(Span.fromContext(base), span)
                : DbClientSpans.isOpen(before) && !DbClientSpans.isOpen(after);
    }

    private static boolean isSameSpan(Context a, Context b) {
        return Spans.isSame(Span.fromContext(a), Span.fromContext(b));
    }

    /** The context with the span for our own use: it stays. */
    public static Context lasting(Context parent, Span span) {
        return parent instanceof RunningContext running ? lasting(running.base, span) : parent.with(span);
    }

    /** The context with what it says now. */
    public static Context lasting(Context context) {
        return context instanceof RunningContext || context instanceof DerivedContext
                ? lasting(context, Span.fromContext(context))
                : context;
    }

    /** What of ours is running in the context, or null. */
    static @Nullable RunningContext in(Context context) {
        RunningContext running = enteredIn(context);
        return running == null || running.over ? null : running;
    }

    private static @Nullable RunningContext enteredIn(Context context) {
        if (context instanceof RunningContext running) {
            return running;
        }
        return context instanceof DerivedContext derived ? derived.running() : null;
    }

    /** What is current, and the parent of what starts inside. */
    Context context() {
        return this;
    }

    public Context before() {
        return base;
    }

    boolean isOver() {
        return over;
    }

    /** The span is not current any more, whatever the thread has made current since. */
    public void ends() {
        over = true;
    }

    /** The thread goes on without the span. */
    public void leave() {
        over = true;
        try {
            @Nullable Object[] slots = ThreadSlots.ofThread();
            if (OverlaidKeys.AVAILABLE && slots[ThreadSlots.CONTEXT.index] == this && Context.current() == this) {
                leaveCurrent(slots);
            } else {
                LeftContexts.note(base, current());
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** As a rule, whatever was made current inside is not any more. */
    private void leaveCurrent(@Nullable Object[] slots) {
        try {
            scope.close();
        } catch (Throwable e) {
            Guard.report(e);
        }
        Context next = Context.current();
        if (next == this) {
            LeftContexts.note(base, next);
            return;
        }
        slots[ThreadSlots.CONTEXT.index] = below;
        below = null;
        if (next == base
                && !(next instanceof RunningContext running && running.over)
                && slots[ThreadSlots.LEFT_CONTEXTS.index] == null) {
            return;
        }
        LeftContexts.unwind(next);
        LeftContexts.note(base, current());
    }

    /**
     * Something of ours is over.
     *
     * @param before what was current when it began
     */
    public static void left(Context before) {
        try {
            LeftContexts.note(before, current());
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    boolean says(ContextKey<?> key, boolean otherSpan) {
        return !over
                && (key == OverlaidKeys.SPAN ? isSpan && !otherSpan : isStatement && key == OverlaidKeys.DB_CLIENT);
    }

    @SuppressWarnings("unchecked")
    <V> @Nullable V get(ContextKey<V> key, Context rest, boolean otherSpan) {
        return says(key, otherSpan) ? (V) span : rest.get(key);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> @Nullable V get(ContextKey<V> key) {
        boolean ours = !over && (key == OverlaidKeys.SPAN ? isSpan : isStatement && key == OverlaidKeys.DB_CLIENT);
        return ours ? (V) span : base.get(key);
    }

    @Override
    public <V> Context with(ContextKey<V> key, V value) {
        Context rest = base.with(key, value);
        return over ? rest : new DerivedContext(this, rest, key == OverlaidKeys.SPAN);
    }

    /** Where somebody has kept it until now, it is the application's that becomes current. */
    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public Scope makeCurrent() {
        return over ? base.makeCurrent() : Context.super.makeCurrent();
    }

    @Override
    public String toString() {
        return over ? base.toString() : "{" + span + " in " + base + "}";
    }

    /** Where no context of ours can be current, an ordinary one is in its place. */
    private static final class Ordinary extends RunningContext {

        private final Context shown;

        Ordinary(Context base, Context shown, Span span, Content content) {
            super(base, span, content);
            this.shown = shown;
        }

        @Override
        Context context() {
            return shown;
        }
    }
}
