package dev.ormtracing.core.internal;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: starts the spans of one {@link dev.ormtracing.core.OrmTracing}. Immutable, thread-safe; no method throws,
 * and none returns null unless it says so.
 */
public final class OperationTracer {

    private final TracerSource source;
    private final SpanNames names;
    private final FrameOpener frames = new FrameOpener(this);
    private final SpanDetail detail;
    private final boolean recordMessages;
    private final @Nullable NPlusOne nPlusOne;
    private final int mergeAfter;
    private final CostLimits costLimits;
    private final boolean recordCaller;
    private final @Nullable SqlComments comments;
    private final boolean measures;
    private final @Nullable SlowLog slowLog;

    public OperationTracer(TracerSource source, TracerOptions options) {
        this.source = source;
        this.names = new SpanNames(options.prefix, options.namesByConvention);
        this.detail = options.detail;
        this.recordMessages = options.recordMessages;
        this.nPlusOne = options.nPlusOneThreshold == 0 ? null : new NPlusOne(options.nPlusOneThreshold, this::metrics);
        this.measures = options.measures;
        this.slowLog = options.slowLogNanos < 0 ? null : new SlowLog(options.slowLogNanos);
        this.mergeAfter = options.mergeAfter;
        this.costLimits = options.costLimits;
        this.recordCaller = options.recordCaller;
        this.comments = options.comments ? new SqlComments(this, options.commentsTellTrace) : null;
    }

    /** What statements carry, or null for nothing. */
    public @Nullable SqlComments comments() {
        return comments;
    }

    /** Whether an SDK is registered and tracing is not switched off. */
    public boolean isEnabled() {
        return source.tracer() != null;
    }

    /** Whether nothing will ever be traced. */
    public boolean isSwitchedOff() {
        return source.isSwitchedOff();
    }

    /**
     * Whether a statement that runs now outside of any frame would be traced: an SDK is registered, and the trace that is
     * running is sampled.
     */
    public boolean isSampling() {
        return isEnabled() && (observes() || !isUnsampledIn(RunningContext.current()));
    }

    /** Whether a statement that runs now on the connection of this transaction would be traced, outside of any frame. */
    public boolean isSampling(TransactionSpan transaction) {
        return isEnabled() && (observes() || !Spans.isUnsampled(transaction.spanAround(Context.current())));
    }

    /**
     * Whether what that session does now, outside of any frame, is an operation: it is sampled, or the comments of its
     * statements name it.
     */
    public boolean opensOperation(Object session) {
        return isSampling() || comments != null && isEnabled() && !UnsampledOperation.isRunning(this, session);
    }

    /** The instruments, or null while there are none: metrics are off, or no SDK is registered. */
    public @Nullable Metrics metrics() {
        return measures ? source.metrics() : null;
    }

    /** Whether metrics are asked for. */
    public boolean measures() {
        return measures;
    }

    /** Whether operations and statements matter that are no spans. */
    public boolean observes() {
        return measures || slowLog != null;
    }

    @Nullable
    Observation observationOf(Observed frame) {
        return observes() ? new Observation(frame, slowLog) : null;
    }

    /** The innermost open frame of this tracer on the calling thread, or null. */
    public @Nullable Frame current() {
        return frame();
    }

    /** {@link #startOperation(Object, String, String, String, TransactionSpan, MergedOperations)}, named by model and method. */
    public Frame startOperation(
            Object owner, String method, @Nullable String model, @Nullable TransactionSpan transaction) {
        return startOperation(owner, method, model, null, transaction, null);
    }

    /**
     * Opens an operation and makes it current.
     *
     * @param owner the session that the operation belongs to
     * @param method the JPA or Hibernate method that was called
     * @param model the JPA entity name, or null where there is none
     * @param name what the operation is called, or null for {@code model.method}
     * @param transaction the session's running transaction, or null
     * @param siblings what it is merged with where there are many equal ones, or null
     * @return the open frame, a no-op one when nothing is traced
     */
    public Frame startOperation(
            Object owner,
            String method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            @Nullable MergedOperations siblings) {
        return frames.open(SpanType.OPERATION, owner, method, model, name, transaction, false, siblings);
    }

    /**
     * Opens an operation that becomes a span only when a JDBC action happens inside: a lazy load that a cache answers is
     * none.
     */
    public Frame startDeferredOperation(
            Object owner,
            String method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction,
            @Nullable MergedOperations siblings) {
        return frames.open(SpanType.OPERATION, owner, method, model, name, transaction, true, siblings);
    }

    /**
     * Opens an operation that usually leaves its work to the flush. Equal ones in a row that touch no database become one
     * span, written by the given object.
     */
    public Frame startRepeatedOperation(
            Object owner,
            String method,
            @Nullable String model,
            @Nullable TransactionSpan transaction,
            RepeatedOperation repeats) {
        return frames.open(SpanType.OPERATION, owner, method, model, null, transaction, false, repeats);
    }

    /** Opens an automatic flush, which becomes a span only when it touches the database. */
    public Frame startFlush(Object owner, @Nullable TransactionSpan transaction) {
        return frames.open(SpanType.FLUSH, owner, null, null, null, transaction, true, null);
    }

    /** Opens a step of a transaction's or a factory's life, always a span. */
    public Frame startStep(SpanType type, Object owner, @Nullable TransactionSpan transaction) {
        return frames.open(type, owner, null, null, null, transaction, false, null);
    }

    /**
     * Opens a step that somebody else has the transaction take, such as a transaction manager: below it on whatever
     * thread, in whatever context. A no-op one when the transaction has ended or is not traced.
     */
    public Frame startStepOf(TransactionSpan transaction, SpanType type, Object owner) {
        return transaction.isEnded() ? Frame.NOOP : frames.openStepOf(transaction, type, owner);
    }

    /** A transaction manager rolls a connection back that the transaction has: a step, unless something is under way. */
    public void rollbackStarts(TransactionSpan transaction) {
        if (transaction.awaitsRollback() && current() == null) {
            transaction.rollbackStarts(frames.openStepOf(transaction, SpanType.ROLLBACK_TRANSACTION, transaction));
        }
    }

    /** Starts the span of a transaction. It is never current: the application runs between its two ends. */
    public TransactionSpan startTransaction() {
        return startTransaction(null, null);
    }

    /**
     * Starts the span of a transaction whose session may already have its connection.
     *
     * @param connect how the connection was obtained, or null
     */
    public TransactionSpan startTransaction(@Nullable EarlyConnect connect) {
        return startTransaction(connect, null);
    }

    /** Starts the span of a transaction outside of the session's own operation, which ends before the transaction does. */
    public TransactionSpan startTransactionOutside(Object session) {
        return startTransaction(null, session);
    }

    private TransactionSpan startTransaction(@Nullable EarlyConnect connect, @Nullable Object outsideOf) {
        try {
            if (!isEnabled()) {
                return TransactionSpan.NOOP;
            }
            Context outer = RunningContext.current();
            RecordedFrame enclosing = frame();
            while (enclosing != null && outsideOf != null && enclosing.belongsTo(outsideOf)) {
                outer = enclosing.outer();
                enclosing = enclosing.enclosing();
            }
            if (enclosing == null ? isUnsampledIn(outer) : !enclosing.isWritten()) {
                return TransactionSpan.unsampled(outer, observes() ? TraceClock.offset(System.nanoTime()) : 0);
            }
            boolean connected = connect != null && enclosing == null && connect.isFor(outer);
            if (connect != null && !connected) {
                connect.settle();
            }
            long nanoTime = connected ? connect.start() : System.nanoTime();
            long offset = enclosing == null ? TraceClock.offset(nanoTime) : enclosing.clockOffset();
            Context parent = outer;
            if (enclosing != null) {
                parent = enclosing.parentForChild(outer);
                enclosing.transactionStarts(offset + nanoTime);
            }
            TransactionSpan transaction =
                    new TransactionSpan(this, enclosing, outer, parent, offset, offset + nanoTime);
            if (connected) {
                transaction.phase(SpanType.CONNECT, connect.attributes(), offset + nanoTime, connect.end(offset), null);
            }
            return transaction;
        } catch (Throwable e) {
            Guard.report(e);
            return TransactionSpan.NOOP;
        }
    }

    /**
     * Writes the begin of a transaction of plain JDBC, unless a frame or another wrapper has seen to it: the call that
     * switched auto-commit off, or no time at all.
     *
     * @param from the {@link System#nanoTime()} of the call, 0 for now
     * @param to the same of its end
     */
    public void writeTransactionStart(long from, long to, Attributes attributes) {
        try {
            ChildSpan running = RunningSpans.statement();
            Context current = RunningContext.current();
            if (RunningSpans.frame() != null || running != null || !isEnabled() || isUnsampledIn(current)) {
                return;
            }
            long begin = from == 0 ? System.nanoTime() : from;
            long offset = TraceClock.offset(begin);
            Span span = startSpan(SpanType.START_TRANSACTION, null, current, offset + begin);
            try {
                span.setAllAttributes(attributes);
            } finally {
                span.end(offset + (from == 0 ? begin : to), TimeUnit.NANOSECONDS);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** A session connects that nobody has begun a transaction in; null where it is a child of something. */
    public @Nullable EarlyConnect startEarlyConnect() {
        return EarlyConnect.start(this);
    }

    /** Starts a {@code connect} span and makes it current; null when there is nothing to trace. */
    public @Nullable ChildSpan startConnect() {
        return startConnect(Attributes.empty());
    }

    /** Starts a {@code connect} span with what is known of the pool; null when there is nothing to trace. */
    public @Nullable ChildSpan startConnect(Attributes attributes) {
        return startConnect(null, attributes);
    }

    /** Starts a {@code connect} span for a connection that the given transaction, or null, is going to use. */
    public @Nullable ChildSpan startConnect(@Nullable TransactionSpan transaction, Attributes attributes) {
        return ChildSpan.start(this, transaction, SpanType.CONNECT, names.of(SpanType.CONNECT), attributes, false);
    }

    /**
     * Starts a {@code db_query} span and makes it current; null when there is nothing to trace.
     *
     * @param summary the value of {@code db.query.summary}, empty when there is none
     * @param attributes all attributes known before the statement runs, since samplers may look at them
     */
    public @Nullable ChildSpan startQuery(String summary, Attributes attributes) {
        return startQuery(null, summary, attributes);
    }

    /**
     * Starts a {@code db_query} span on a connection that a transaction of a session has, whoever runs the statement.
     *
     * @param transaction the running transaction, or null
     */
    public @Nullable ChildSpan startQuery(
            @Nullable TransactionSpan transaction, String summary, Attributes attributes) {
        return ChildSpan.start(this, transaction, SpanType.DB_QUERY, names.query(summary), attributes, false);
    }

    /** Starts the {@code db_query} of a prepared statement, which inside an operation is dated back to its prepare. */
    public @Nullable ChildSpan startPreparedQuery(String summary, Attributes attributes) {
        return startPreparedQuery(null, summary, attributes);
    }

    /** Starts the {@code db_query} of a prepared statement on the connection of a transaction, or of null. */
    public @Nullable ChildSpan startPreparedQuery(
            @Nullable TransactionSpan transaction, String summary, Attributes attributes) {
        return ChildSpan.start(this, transaction, SpanType.DB_QUERY, names.query(summary), attributes, true);
    }

    /**
     * Starts the span of a statement that is about to be prepared, so that its text can carry the span; null when there is
     * nothing to trace.
     */
    public @Nullable PreparedQuery prepareQuery(String summary, Attributes attributes) {
        return prepareQuery(null, summary, attributes);
    }

    /** Starts the span of a statement that is about to be prepared on the connection of a transaction, or of null. */
    public @Nullable PreparedQuery prepareQuery(
            @Nullable TransactionSpan transaction, String summary, Attributes attributes) {
        return PreparedQuery.start(this, transaction, names.query(summary), attributes);
    }

    /** Whether what starts in this context, and in no recorded frame, is not sampled. */
    boolean isUnsampledIn(Context current) {
        return Spans.isUnsampled(Span.fromContext(current)) || UnsampledFrame.of(this, current) != null;
    }

    boolean recordsMessages() {
        return recordMessages;
    }

    /** Null when it is switched off. */
    @Nullable
    NPlusOne nPlusOne() {
        return nPlusOne;
    }

    /** Whether many equal operations of a session are to be one span. */
    public boolean mergesOperations() {
        return mergeAfter > 0;
    }

    /** How many equal siblings are spans of their own. */
    int mergeAfter() {
        return mergeAfter;
    }

    CostLimits costLimits() {
        return costLimits;
    }

    SpanDetail detail() {
        return detail;
    }

    @Nullable
    RecordedFrame frame() {
        RecordedFrame frame = RunningSpans.frame();
        return frame != null && frame.belongsTo(this) ? frame : null;
    }

    Span startSpan(SpanType type, @Nullable OperationName name, Context parent, long startEpochNanos) {
        return startSpan(type, name, null, parent, startEpochNanos);
    }

    Span startSpan(
            SpanType type,
            @Nullable OperationName name,
            @Nullable Caller caller,
            Context parent,
            long startEpochNanos) {
        String spanName = name == null ? names.of(type) : names.operation(name.full);
        SpanBuilder builder = spanBuilder(spanName, parent, startEpochNanos, false);
        return (caller == null ? builder : builder.setAllAttributes(caller.attributes())).startSpan();
    }

    /** Writes a step that is over. */
    void writeSpan(SpanType type, Context parent, long from, long to, @Nullable Throwable failure) {
        writeSpan(type, Attributes.empty(), parent, from, to, failure);
    }

    void writeSpan(
            SpanType type, Attributes attributes, Context parent, long from, long to, @Nullable Throwable failure) {
        Span span = startSpan(type, null, parent, from);
        try {
            if (!attributes.isEmpty()) {
                span.setAllAttributes(attributes);
            }
            if (failure != null) {
                ErrorEvent.mark(span, failure, null);
            }
        } finally {
            span.end(Math.max(from, to), TimeUnit.NANOSECONDS);
        }
    }

    Span startStatement(
            @Nullable RecordedFrame frame,
            String name,
            Attributes attributes,
            @Nullable Caller caller,
            Context parent,
            long startEpochNanos) {
        SpanBuilder builder = spanBuilder(name, parent, startEpochNanos, true).setAllAttributes(attributes);
        Cause cause = frame == null ? null : frame.cause();
        if (cause != null) {
            builder.setAllAttributes(cause.attributes());
        }
        if (caller != null) {
            builder.setAllAttributes(caller.attributes());
        }
        return builder.startSpan();
    }

    OperationName nameOf(String method, @Nullable String model, String name) {
        return frames.nameOf(method, model, name);
    }

    String spanNameOf(OperationName operation) {
        return names.operation(operation.full);
    }

    String queryName(String summary) {
        return names.query(summary);
    }

    String prepareName() {
        return names.prepare();
    }

    /** Where the application calls from, or null when that is not asked for, or there is no such place. */
    @Nullable
    Caller findCaller() {
        return recordCaller ? Caller.find() : null;
    }

    /** The operation that runs on the calling thread without being sampled, as far as comments are made of it. */
    @Nullable
    OperationName unsampledOperation() {
        return comments == null ? null : RunningSpans.unsampled(this);
    }

    /** Only called below a frame that was opened while there was a tracer. */
    SpanBuilder spanBuilder(String name, Context parent, long startEpochNanos, boolean client) {
        Tracer tracer = source.tracer();
        if (tracer == null) {
            tracer = OpenTelemetry.noop().getTracer("");
        }
        SpanBuilder builder =
                tracer.spanBuilder(name).setParent(parent).setStartTimestamp(startEpochNanos, TimeUnit.NANOSECONDS);
        return client ? builder.setSpanKind(SpanKind.CLIENT) : builder;
    }
}
