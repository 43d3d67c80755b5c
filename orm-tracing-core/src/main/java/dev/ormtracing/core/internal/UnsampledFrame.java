package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A frame whose trace is not sampled: all it does is to say so to whoever starts a span inside. */
final class UnsampledFrame extends Frame {

    private final Span span;
    private @Nullable Scope scope;

    private UnsampledFrame(Span span, Scope scope) {
        this.span = span;
        this.scope = scope;
    }

    static Frame enter(Context context) {
        return new UnsampledFrame(Span.fromContext(context), context.makeCurrent());
    }

    @Override
    public void end() {
        detach();
    }

    @Override
    public void detach() {
        Scope open = scope;
        scope = null;
        if (open != null) {
            Guard.close(open);
        }
    }

    @Override
    public void attach() {
        if (scope == null) {
            try {
                scope = Context.current().with(span).makeCurrent();
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
    }
}
