package dev.ormtracing.core.internal;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
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
    private final boolean recordMessages;
    private final StatementSettings statements;

    public OperationTracer(
            @Nullable OpenTelemetry openTelemetry,
            boolean enabled,
            String prefix,
            boolean namesByConvention,
            boolean recordMessages,
            StatementSettings statements) {
        this.source = TracerSource.of(openTelemetry, enabled);
        this.names = new SpanNames(prefix, namesByConvention);
        this.recordMessages = recordMessages;
        this.statements = statements;
    }

    /** Whether an SDK is registered and tracing is not switched off. */
    public boolean isEnabled() {
        return source.tracer() != null;
    }

    /** What the application has asked to see of statements. */
    public StatementSettings statements() {
        return statements;
    }

    /** The innermost open frame of this tracer on the calling thread, or null. */
    public @Nullable Frame current() {
        return frameIn(Context.current());
    }

    /** The same when the current context has been read already. */
    @Nullable
    Frame frameIn(Context current) {
        Frame frame = Frame.in(current);
        return frame != null && frame.belongsTo(this) ? frame : null;
    }

    /** {@link #startOperation(Object, String, String, String, TransactionSpan)}, named by model and method. */
    public Frame startOperation(
            Object owner, String method, @Nullable String model, @Nullable TransactionSpan transaction) {
        return startOperation(owner, method, model, null, transaction);
    }

    /**
     * Opens an operation and makes it current.
     *
     * @param owner the session that the operation belongs to
     * @param method the JPA or Hibernate method that was called
     * @param model the JPA entity name, or null where there is none
     * @param name what the operation is called, or null for {@code model.method}
     * @param transaction the session's running transaction, or null
     * @return the open frame, a no-op one when nothing is traced
     */
    public Frame startOperation(
            Object owner,
            String method,
            @Nullable String model,
            @Nullable String name,
            @Nullable TransactionSpan transaction) {
        return open(SpanType.OPERATION, owner, new OperationName(method, model, name), transaction, false);
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
            @Nullable TransactionSpan transaction) {
        return open(SpanType.OPERATION, owner, new OperationName(method, model, name), transaction, true);
    }

    /** Opens an automatic flush, which becomes a span only when it touches the database. */
    public Frame startFlush(Object owner, @Nullable TransactionSpan transaction) {
        return open(SpanType.FLUSH, owner, null, transaction, true);
    }

    /** Opens a step of a transaction's or a factory's life, always a span. */
    public Frame startStep(SpanType type, Object owner, @Nullable TransactionSpan transaction) {
        return open(type, owner, null, transaction, false);
    }

    /** Starts the span of a transaction. It is never current: the application runs between its two ends. */
    public TransactionSpan startTransaction() {
        try {
            Context outer = Context.current();
            Frame enclosing = frameIn(outer);
            if (!isEnabled() || Frame.isSuppressed(enclosing)) {
                return TransactionSpan.NOOP;
            }
            long offset = enclosing == null ? TraceClock.offset() : enclosing.clockOffset();
            Context parent = enclosing == null ? outer : enclosing.parentForChild(outer);
            return new TransactionSpan(this, outer, parent, offset);
        } catch (Throwable e) {
            Guard.report(e);
            return TransactionSpan.NOOP;
        }
    }

    /** Starts a {@code connect} span and makes it current; null when there is nothing to trace. */
    public @Nullable ChildSpan startConnect() {
        return ChildSpan.start(this, SpanType.CONNECT, names.of(SpanType.CONNECT), Attributes.empty(), false);
    }

    /**
     * Starts a {@code db_query} span and makes it current; null when there is nothing to trace.
     *
     * @param summary the value of {@code db.query.summary}, empty when there is none
     * @param attributes all attributes known before the statement runs, since samplers may look at them
     */
    public @Nullable ChildSpan startQuery(String summary, Attributes attributes) {
        return ChildSpan.start(this, SpanType.DB_QUERY, names.query(summary), attributes, false);
    }

    /** The same for a prepared statement: inside an operation its time began when it was prepared for this. */
    public @Nullable ChildSpan startPreparedQuery(String summary, Attributes attributes) {
        return ChildSpan.start(this, SpanType.DB_QUERY, names.query(summary), attributes, true);
    }

    boolean recordsMessages() {
        return recordMessages;
    }

    String nameOf(SpanType type) {
        return names.of(type);
    }

    String operationName(OperationName name) {
        return names.operation(name.full());
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

    private Frame open(
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            @Nullable TransactionSpan transaction,
            boolean deferred) {
        try {
            if (!isEnabled()) {
                return Frame.NOOP;
            }
            Context outer = Context.current();
            Frame enclosing = frameIn(outer);
            if (Frame.isSuppressed(enclosing)) {
                return Frame.NOOP;
            }
            return Frame.open(this, type, owner, name, outer, enclosing, transaction, deferred);
        } catch (Throwable e) {
            Guard.report(e);
            return Frame.NOOP;
        }
    }
}
