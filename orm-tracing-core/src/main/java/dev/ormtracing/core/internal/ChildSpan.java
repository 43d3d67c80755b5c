package dev.ormtracing.core.internal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a {@code connect} or {@code db_query}, current while the driver works, so that spans of the driver nest below
 * it. A {@code connect} of which nobody knows yet whether it is a span is only timed, and a {@code db_query} that somebody
 * else has a span of is only noticed. Started and ended by one thread. No method throws.
 */
public final class ChildSpan implements Reads {

    private final OperationTracer tracer;
    private final @Nullable RecordedFrame frame;
    private final SpanType type;
    private final @Nullable Span span;
    private final @Nullable Scope scope;
    private final long clockOffset;
    private final Attributes attributes;

    /** Of a statement outside of operations. */
    private final @Nullable Caller caller;

    /** When it has started, and once it has ended, how long it took. */
    private long start;

    private @Nullable Throwable error;
    private @Nullable String errorType;
    private boolean ended;

    private ChildSpan(
            OperationTracer tracer,
            @Nullable RecordedFrame frame,
            SpanType type,
            @Nullable Span span,
            @Nullable Context context,
            Attributes attributes,
            @Nullable Caller caller,
            long clockOffset,
            long start) {
        this.tracer = tracer;
        this.frame = frame;
        this.type = type;
        this.span = span;
        this.attributes = attributes;
        this.caller = caller;
        this.clockOffset = clockOffset;
        this.start = start;
        this.scope = context == null ? null : context.makeCurrent();
        if (frame == null) {
            RunningSpans.statement(this);
        } else {
            frame.statementOpen(true);
        }
        if (isStatement()) {
            JavaAgent.enterStatement();
        }
    }

    /** Starts the span of a statement; null when there is nothing to trace. */
    static @Nullable ChildSpan startQuery(
            OperationTracer tracer, String name, Attributes attributes, boolean prepared) {
        try {
            RecordedFrame frame = tracer.frame();
            if (frame == null) {
                return startAlone(tracer, SpanType.DB_QUERY, name, attributes);
            }
            if (!frame.isRecording() || frame.isStatementOpen()) {
                return null;
            }
            long start = prepared ? frame.statementStart() : frame.now();
            frame.childStarts(start);
            if (!frame.isRecording()) {
                return null;
            }
            if (frame.isMerged()) {
                return startUnseen(frame, tracer, attributes, start);
            }
            return DbClientSpans.isOpen()
                    ? new ChildSpan(
                            tracer, frame, SpanType.DB_QUERY, null, null, attributes, null, frame.clockOffset(), start)
                    : startBelow(frame, tracer, SpanType.DB_QUERY, name, attributes, start);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    static @Nullable ChildSpan startConnect(OperationTracer tracer, String name, Attributes attributes) {
        try {
            RecordedFrame frame = tracer.frame();
            if (frame == null) {
                return startAlone(tracer, SpanType.CONNECT, name, attributes);
            }
            if (!frame.isRecording() || frame.isStatementOpen()) {
                return null;
            }
            long start = frame.now();
            frame.childStarts(start);
            if (!frame.isRecording()) {
                return null;
            }
            return tracer.detail().isAlwaysSpan() && !frame.isMerged()
                    ? startBelow(frame, tracer, SpanType.CONNECT, name, attributes, start)
                    : new ChildSpan(
                            tracer, frame, SpanType.CONNECT, null, null, attributes, null, frame.clockOffset(), start);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private static @Nullable ChildSpan startBelow(
            RecordedFrame frame,
            OperationTracer tracer,
            SpanType type,
            String name,
            Attributes attributes,
            long start) {
        Context parent = frame.parentForChild(Context.current());
        return start(frame, tracer, type, name, attributes, null, parent, frame.clockOffset(), start);
    }

    /** A statement that is no span, and is to be none of anybody else's. */
    private static ChildSpan startUnseen(
            RecordedFrame frame, OperationTracer tracer, Attributes attributes, long start) {
        Span none = Span.getInvalid();
        Context context = DbClientSpans.hold(Context.current(), none);
        return new ChildSpan(
                tracer, frame, SpanType.DB_QUERY, none, context, attributes, null, frame.clockOffset(), start);
    }

    private static @Nullable ChildSpan startAlone(
            OperationTracer tracer, SpanType type, String name, Attributes attributes) {
        if (!tracer.isEnabled()) {
            return null;
        }
        if (isStatementRunning(tracer)) {
            return null;
        }
        Context current = Context.current();
        if (OperationTracer.isUnsampled(Span.fromContext(current))
                || type == SpanType.DB_QUERY && DbClientSpans.isOpen()) {
            return null;
        }
        long nanoTime = System.nanoTime();
        long clockOffset = TraceClock.offset(nanoTime);
        Caller caller = type == SpanType.DB_QUERY ? tracer.findCaller() : null;
        return start(null, tracer, type, name, attributes, caller, current, clockOffset, clockOffset + nanoTime);
    }

    private static @Nullable ChildSpan start(
            @Nullable RecordedFrame frame,
            OperationTracer tracer,
            SpanType type,
            String name,
            Attributes attributes,
            @Nullable Caller caller,
            Context parent,
            long clockOffset,
            long start) {
        boolean statement = type == SpanType.DB_QUERY;
        Span span = statement
                ? tracer.startStatement(frame, name, attributes, caller, parent, start)
                : tracer.spanBuilder(name, parent, start, false)
                        .setAllAttributes(attributes)
                        .startSpan();
        if (!span.isRecording()) {
            return null;
        }
        Context context = parent.with(span);
        return new ChildSpan(
                tracer,
                frame,
                type,
                span,
                statement ? DbClientSpans.hold(context, span) : context,
                attributes,
                caller,
                clockOffset,
                start);
    }

    /** The execution of a statement whose span was started when it was prepared; null if it is not the one it is of. */
    static @Nullable ChildSpan start(PreparedQuery query) {
        try {
            OperationTracer tracer = query.tracer;
            RecordedFrame frame = tracer.frame();
            Context current = Context.current();
            if (frame == null ? isStatementRunning(tracer) : !frame.isRecording() || frame.isStatementOpen()) {
                return null;
            }
            if (DbClientSpans.isOpen() || !query.take(frame, Span.fromContext(current))) {
                return null;
            }
            if (frame != null) {
                frame.childStarts(frame.now());
            }
            Context parent = frame == null ? current : frame.parentForChild(current);
            return new ChildSpan(
                    tracer,
                    frame,
                    SpanType.DB_QUERY,
                    query.span,
                    DbClientSpans.hold(parent.with(query.span), query.span),
                    query.attributes,
                    query.caller,
                    query.clockOffset,
                    query.start);
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** Whether a statement outside of frames is running: a second wrapper around it makes no second span. */
    static boolean isStatementRunning(OperationTracer tracer) {
        ChildSpan running = RunningSpans.statement();
        return running != null && running.tracer == tracer && !running.ended;
    }

    /** The statement has turned out to be a batch of what it was prepared for. */
    public void becomeBatch(String summary, Attributes described) {
        try {
            if (span != null) {
                span.updateName(tracer.queryName(summary));
                span.setAllAttributes(described);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    SpanContext spanContext() {
        return span == null ? SpanContext.getInvalid() : span.getSpanContext();
    }

    @Nullable
    Caller caller() {
        return caller;
    }

    /** Sets an attribute that was not known when the span started. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            if (span != null) {
                span.setAttribute(key, value);
            }
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
        leave();
        try {
            finish(returnsRows, clockOffset + System.nanoTime());
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * {@link #end(boolean)} of a statement that has succeeded, but for the span itself: that one waits, with the time of now
     * as its end. Null when it has ended already, or is no span.
     */
    public @Nullable LateSpan endLater(boolean returnsRows) {
        if (ended) {
            return null;
        }
        leave();
        long now = clockOffset + System.nanoTime();
        long startNanos = start - clockOffset;
        try {
            tellFrame(returnsRows, now);
        } catch (Throwable e) {
            Guard.report(e);
        }
        return span == null ? null : new LateSpan(span, startNanos, now);
    }

    private boolean isStatement() {
        return span != null && type == SpanType.DB_QUERY;
    }

    private void leave() {
        ended = true;
        if (isStatement()) {
            JavaAgent.leaveStatement();
        }
        if (frame == null) {
            RunningSpans.statement(null);
        }
        if (scope != null) {
            Guard.close(scope);
        }
    }

    private void finish(boolean returnsRows, long now) {
        if (span != null) {
            if (error != null && span.isRecording()) {
                ErrorEvent.record(span, error, errorType, tracer.recordsMessages(), now);
            }
            span.end(now, TimeUnit.NANOSECONDS);
        }
        tellFrame(returnsRows, now);
    }

    private void tellFrame(boolean returnsRows, long now) {
        if (frame != null) {
            frame.statementOpen(false);
            if (span == null && type == SpanType.CONNECT) {
                frame.phase(type, start, now, error);
            }
            frame.childEnds(type, returnsRows, now);
        }
        start = now - start;
        if (returnsRows && error == null) {
            tellRead();
        }
    }

    private void tellRead() {
        NPlusOne repeats = tracer.nPlusOne();
        if (repeats == null) {
            return;
        }
        if (frame != null) {
            frame.hasRead(repeats, this);
        } else {
            repeats.statementEnds(Span.current(), attributes, start);
        }
    }

    @Override
    public Attributes firstStatement() {
        return attributes;
    }

    /** How long it took. */
    long nanos() {
        return start;
    }
}
