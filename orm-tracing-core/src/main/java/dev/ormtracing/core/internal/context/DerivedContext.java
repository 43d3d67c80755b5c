package dev.ormtracing.core.internal.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A context that the application derived from one with a span of ours. It loses that span when the span ends. */
final class DerivedContext implements Context {

    private final RunningContext running;
    private final Context rest;

    /** Whether it has another span than ours. */
    private final boolean otherSpan;

    DerivedContext(RunningContext running, Context rest, boolean otherSpan) {
        this.running = running;
        this.rest = rest;
        this.otherSpan = otherSpan;
    }

    RunningContext running() {
        return running;
    }

    @Override
    public <V> @Nullable V get(ContextKey<V> key) {
        return running.get(key, rest, otherSpan);
    }

    @Override
    public <V> Context with(ContextKey<V> key, V value) {
        Context more = rest.with(key, value);
        return running.isOver() ? more : new DerivedContext(running, more, otherSpan || key == OverlaidKeys.SPAN);
    }

    /** Below the scope may lie one of ours that is over by the time it is closed. */
    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public Scope makeCurrent() {
        if (running.isOver()) {
            return rest.makeCurrent();
        }
        Scope scope = Context.super.makeCurrent();
        return () -> {
            scope.close();
            RunningContext.settle();
        };
    }

    @Override
    public String toString() {
        return rest.toString();
    }
}
