package dev.ormtracing.it.scopes;

import dev.ormtracing.testing.TraceRecorder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An application that opens a scope at one point of its run and closes it at another, and looks at the current context at
 * each point. It is correct without us.
 */
final class Application implements AutoCloseable {

    /** What it makes current. */
    enum Opened {
        SPAN,
        VALUE,

        /** A context that was there before. */
        CAPTURED,

        /** A span that is not closed but covered by what was current before. */
        COVERED_SPAN
    }

    /** Where it opens and closes; at the same point means at the next time that it comes there. */
    record Plan(Opened opened, String open, String close) {

        @Override
        public String toString() {
            return opened + " from " + open + " to " + close;
        }
    }

    /** What stands for a span of ours, which may be current in a callback only. */
    static final String OURS = "ours";

    static final String BETWEEN = "between calls";

    private static final ContextKey<String> VALUE = ContextKey.named("value");

    private static final ThreadLocal<Application> RUNNING = new ThreadLocal<>();

    private final Plan plan;
    private final Tracer tracer;
    private final Map<Context, String> contexts = new IdentityHashMap<>();
    private final Map<SpanContext, String> spans = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final Context before = Context.current();
    private final Context captured = before.with(VALUE, "captured");
    private boolean hasOpened;
    private boolean hasClosed;
    private @Nullable Context covered;
    private @Nullable Span span;
    private @Nullable Scope scope;

    Application(Plan plan, TraceRecorder recorder) {
        this.plan = plan;
        this.tracer = recorder.openTelemetry().getTracer("application");
        contexts.put(before, "the first");
        contexts.put(captured, "the captured");
        spans.put(SpanContext.getInvalid(), "none");
        spans.put(Span.fromContext(before).getSpanContext(), "the first");
        RUNNING.set(this);
    }

    /** A callback. */
    static void reaches(String point) {
        Application application = RUNNING.get();
        if (application != null) {
            application.reach(point, true);
        }
    }

    /** Between two calls. */
    void isBetweenCalls() {
        reach(BETWEEN, false);
    }

    /** One line for each look at the current context. */
    List<String> seen() {
        return seen;
    }

    private void reach(String point, boolean inCallback) {
        look(point + ", before", inCallback);
        if (!hasOpened && point.equals(plan.open)) {
            hasOpened = true;
            open();
        } else if (hasOpened && !hasClosed && point.equals(plan.close)) {
            hasClosed = true;
            finish();
        }
        look(point + ", after", inCallback);
    }

    private void open() {
        covered = Context.current();
        if (plan.opened == Opened.CAPTURED) {
            scope = captured.makeCurrent();
            return;
        }
        Context opened;
        if (plan.opened == Opened.VALUE) {
            opened = covered.with(VALUE, "opened");
        } else {
            span = tracer.spanBuilder("opened").startSpan();
            spans.putIfAbsent(span.getSpanContext(), "the opened");
            opened = covered.with(span);
        }
        contexts.put(opened, "the opened");
        scope = opened.makeCurrent();
    }

    private void finish() {
        if (plan.opened == Opened.COVERED_SPAN && covered != null) {
            covered.makeCurrent();
        } else if (scope != null) {
            scope.close();
        }
        if (span != null) {
            span.end();
        }
    }

    private void look(String point, boolean inCallback) {
        Context current = Context.current();
        String line = point + ": " + current.get(VALUE) + ", span " + name(Span.fromContext(current), inCallback);
        seen.add(inCallback || isAboveOurs() ? line : line + " in " + contexts.getOrDefault(current, "an unknown one"));
    }

    /** Ours below it, which says the same as the application's own, is taken away with the next call. */
    private boolean isAboveOurs() {
        return plan.opened == Opened.CAPTURED && plan.close.equals(BETWEEN);
    }

    private String name(Span current, boolean inCallback) {
        String known = spans.get(current.getSpanContext());
        if (known != null) {
            return known;
        }
        boolean ended = current instanceof ReadableSpan readable && readable.hasEnded();
        return inCallback && !ended ? OURS : "one of ours that should not be there";
    }

    @Override
    public void close() {
        RUNNING.remove();
        if (hasOpened && !hasClosed) {
            finish();
        }
    }
}
