package dev.ormtracing.core.internal.context;

import dev.ormtracing.core.internal.base.Guard;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Under which keys a span is in a context. They are private to their libraries, which tell them when they store one. */
final class OverlaidKeys {

    static final @Nullable ContextKey<?> SPAN =
            storedBy(context -> Span.getInvalid().storeInContext(context));

    /** The key of a running statement; null without the instrumentation API. */
    static final @Nullable ContextKey<?> DB_CLIENT =
            storedBy(context -> DbClientSpans.hold(context, Span.getInvalid()));

    /**
     * Whether a context of ours can be current. Not where contexts are another implementation's than the API's own: the
     * Java agent takes contexts that are not its own for the root.
     */
    static final boolean AVAILABLE =
            SPAN != null && Context.root().getClass().getName().startsWith("io.opentelemetry.context.");

    private OverlaidKeys() {}

    private static @Nullable ContextKey<?> storedBy(UnaryOperator<Context> store) {
        Listener listener = new Listener();
        try {
            Context ignored = store.apply(listener);
        } catch (RuntimeException | LinkageError e) {
            Guard.report(e);
        }
        return listener.heard;
    }

    private static final class Listener implements Context {

        private @Nullable ContextKey<?> heard;

        @Override
        public <V> @Nullable V get(ContextKey<V> key) {
            return null;
        }

        @Override
        public <V> Context with(ContextKey<V> key, V value) {
            heard = key;
            return this;
        }
    }
}
