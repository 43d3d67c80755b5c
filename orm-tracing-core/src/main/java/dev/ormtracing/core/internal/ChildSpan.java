package dev.ormtracing.core.internal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a {@code connect} or {@code db_query} span, current while the driver works, so that spans of the driver nest
 * below it. Started and ended by one thread. No method throws.
 */
public final class ChildSpan {

    private static final ContextKey<ChildSpan> KEY = ContextKey.named("orm-tracing-statement");

    private final OperationTracer tracer;
    private final @Nullable Frame frame;
    private final SpanType type;
    private final Span span;
    private final Scope scope;
    private final Thread thread = Thread.currentThread();
    private final long clockOffset;
    private final long start;
    private @Nullable Throwable error;
    private @Nullable String errorType;
    private boolean ended;

    private ChildSpan(
            OperationTracer tracer,
            @Nullable Frame frame,
            SpanType type,
            Span span,
            Context context,
            long start,
            long clockOffset) {
        this.tracer = tracer;
        this.frame = frame;
        this.type = type;
        this.span = span;
        this.start = start;
        this.clockOffset = clockOffset;
        if (frame == null) {
            this.scope = context.with(KEY, this).makeCurrent();
        } else {
            this.scope = context.makeCurrent();
            frame.statementOpen(true);
        }
    }

    /** @param prepared whether it is a statement whose time began when it was prepared */
    static @Nullable ChildSpan start(
            OperationTracer tracer, SpanType type, String name, Attributes attributes, boolean prepared) {
        try {
            if (!tracer.isEnabled()) {
                return null;
            }
            Context current = Context.current();
            Frame frame = tracer.frameIn(current);
            if (frame == null) {
                return startAlone(tracer, type, name, attributes, current);
            }
            return frame.isRecording() && !frame.isStatementOpen()
                    ? startBelow(frame, tracer, type, name, attributes, current, prepared)
                    : null;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static @Nullable ChildSpan startBelow(
            Frame frame,
            OperationTracer tracer,
            SpanType type,
            String name,
            Attributes attributes,
            Context current,
            boolean prepared) {
        long start = prepared ? frame.statementStart() : frame.now();
        frame.childStarts(start);
        if (!frame.isRecording()) {
            return null;
        }
        return start(frame, tracer, type, name, attributes, frame.parentForChild(current), start, frame.clockOffset());
    }

    private static @Nullable ChildSpan startAlone(
            OperationTracer tracer, SpanType type, String name, Attributes attributes, Context current) {
        ChildSpan running = current.get(KEY);
        if (running != null && running.tracer == tracer && running.isOpenHere()) {
            return null;
        }
        long clockOffset = TraceClock.offset();
        long start = clockOffset + System.nanoTime();
        return start(null, tracer, type, name, attributes, current, start, clockOffset);
    }

    private static @Nullable ChildSpan start(
            @Nullable Frame frame,
            OperationTracer tracer,
            SpanType type,
            String name,
            Attributes attributes,
            Context parent,
            long start,
            long clockOffset) {
        Span span = tracer.spanBuilder(name, parent, start, type == SpanType.DB_QUERY)
                .setAllAttributes(attributes)
                .startSpan();
        if (!span.isRecording()) {
            return null;
        }
        return new ChildSpan(tracer, frame, type, span, parent.with(span), start, clockOffset);
    }

    /** Sets an attribute that was not known when the span started. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            span.setAttribute(key, value);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * Marks the span as failed; the first failure is the one that shows.
     *
     * @param type the value of {@code error.type}, or null for the class name of the failure
     */
    public void fail(Throwable failure, @Nullable String type) {
        if (error == null) {
            error = failure;
            errorType = type;
        }
    }

    /**
     * Writes that a transaction begins with this statement, as a {@code start_transaction} beside it; nothing in a frame,
     * where a begin is a step of its own.
     *
     * @param parent what was current before the statement
     * @param from when the call that began it was made, in {@link System#nanoTime}; 0 for a transaction that begins with
     *     the statement itself
     * @param to when that call returned
     */
    public void beginsTransaction(Context parent, long from, long to, Attributes attributes) {
        if (frame != null) {
            return;
        }
        try {
            // A nanosecond before: viewers that sort by time must not show it behind the statement.
            long begin = from == 0 ? start - 1 : clockOffset + from;
            long end = from == 0 ? begin : clockOffset + to;
            tracer.spanBuilder(tracer.nameOf(SpanType.START_TRANSACTION), parent, begin, false)
                    .setAllAttributes(attributes)
                    .startSpan()
                    .end(end, TimeUnit.NANOSECONDS);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** {@link #end(boolean)} of something that returned no rows. */
    public void end() {
        end(false);
    }

    /**
     * Ends the span and its scope; idempotent.
     *
     * @param returnsRows whether the statement has given a result set, so that what follows is reading it
     */
    public void end(boolean returnsRows) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            scope.close();
        } catch (Throwable e) {
            Guard.report(e);
        }
        try {
            long now = clockOffset + System.nanoTime();
            if (error != null) {
                ErrorEvent.record(span, error, errorType, tracer.recordsMessages(), now);
            }
            span.end(now, TimeUnit.NANOSECONDS);
            if (frame != null) {
                frame.statementOpen(false);
                frame.childEnds(type, returnsRows, now);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * {@link #end(boolean)} of a statement that has succeeded, but for the span itself: that one waits, with the time of now
     * as its end. Null when it has ended already.
     */
    public @Nullable LateSpan endLater(boolean returnsRows) {
        if (ended) {
            return null;
        }
        ended = true;
        long now = clockOffset + System.nanoTime();
        try {
            scope.close();
        } catch (Throwable e) {
            Guard.report(e);
        }
        if (frame != null) {
            frame.statementOpen(false);
            frame.childEnds(type, returnsRows, now);
        }
        return new LateSpan(span, start - clockOffset, now);
    }

    private boolean isOpenHere() {
        return !ended && thread == Thread.currentThread();
    }
}
