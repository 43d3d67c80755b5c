package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.measure.Instruments;
import dev.ormtracing.core.internal.measure.LogEvents;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.measure.SlowLog;
import dev.ormtracing.core.internal.measure.SpareBuilders;
import dev.ormtracing.core.internal.measure.Telemetry;
import dev.ormtracing.core.internal.measure.TracerSource;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.ErrorEvent;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OperationNames;
import dev.ormtracing.core.internal.name.SpanNames;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.SqlTag;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What one {@link dev.ormtracing.core.OrmTracing} records, and how its spans start, wherever in the tree they are.
 * Thread-safe.
 */
public final class Instrumenter implements Instruments {

    private final TracerSource source;
    private final SpanNames names;
    private final OperationNames operationNames = new OperationNames();
    private final LogEvents events;
    private final boolean recordMessages;

    /** What may change while the application runs. */
    public volatile CurrentOptions current;

    private final int mergeAfter;
    private final boolean measures;

    /** Whether operations and statements matter that are no spans. */
    public final boolean measuresOperations;

    private final @Nullable SlowLog slowLog;

    /** Null where the application adds nothing. */
    private final @Nullable AddedAttributes added;

    private volatile Predicate<Throwable> optimisticLock = failure -> false;

    public Instrumenter(TracerSource source, TracerOptions options) {
        this.source = source;
        this.names = options.names;
        this.events = new LogEvents(source, options.exceptionSignal);
        this.recordMessages = options.recordMessages;
        this.measures = options.measures;
        this.slowLog = options.slowLogNanos < 0 ? null : new SlowLog(options.slowLogNanos);
        this.measuresOperations = measures || slowLog != null;
        this.mergeAfter = options.mergeAfter;
        this.added = options.added;
        this.current = new CurrentOptions(options, repetitions(options.nPlusOneThreshold, null));
    }

    /** Takes those options that may change while the application runs. */
    public void adjust(TracerOptions options) {
        current = new CurrentOptions(options, repetitions(options.nPlusOneThreshold, current.nPlusOne));
        if (slowLog != null) {
            slowLog.threshold(options.slowLogNanos);
        }
    }

    /** What has been counted so far goes on counting, unless it counts up to another number. */
    private @Nullable NPlusOne repetitions(int threshold, @Nullable NPlusOne known) {
        if (threshold == 0) {
            return null;
        }
        return known != null && known.threshold() == threshold ? known : new NPlusOne(threshold, this::metrics, events);
    }

    /** Whether an SDK is registered and tracing is not switched off. */
    public boolean isEnabled() {
        return source.telemetry() != null;
    }

    /** What the operator is told of it at the start, or null while there is no SDK. */
    public @Nullable String description() {
        Telemetry telemetry = source.telemetry();
        return telemetry == null
                ? null
                : "detail " + current.detail.level() + ", metrics " + (measures ? "on" : "off") + ", sampled by "
                        + telemetry.sampling();
    }

    /** Whether nothing will ever be traced. */
    public boolean isSwitchedOff() {
        return source.isSwitchedOff();
    }

    /** The instruments, or null while there are none: metrics are off, or no SDK is registered. */
    @Override
    public @Nullable Metrics metrics() {
        return measures ? source.metrics() : null;
    }

    /** Whether metrics are asked for. */
    public boolean measures() {
        return measures;
    }

    /** What measures one frame, or null where nothing is measured. */
    public @Nullable OperationMeasurement measurementOf(SpanType type) {
        return measuresOperations ? new OperationMeasurement(this, type, slowLog) : null;
    }

    public boolean recordsMessages() {
        return recordMessages;
    }

    /** How to tell that an optimistic lock is behind a failure, which is the ORM's. */
    public void recognizeOptimisticLock(Predicate<Throwable> recognized) {
        optimisticLock = recognized;
    }

    @Override
    public boolean isOptimisticLock(Throwable failure) {
        return optimisticLock.test(failure);
    }

    /** Whether many equal operations of a session are to be one span. */
    public boolean mergesOperations() {
        return mergeAfter > 0;
    }

    /** How many equal siblings are spans of their own. */
    public int mergeAfter() {
        return mergeAfter;
    }

    public String nameOf(SpanType type) {
        return names.of(type);
    }

    /** Starts the span of what is no operation, and no statement. */
    public Span startStep(SpanType type, Attributes attributes, Context parent, long startEpochNanos) {
        Telemetry telemetry = source.telemetry();
        SpareBuilders spans = null;
        if (telemetry != null) {
            spans = type == SpanType.CONNECT ? telemetry.connections : telemetry.orm;
        }
        return start(spans, names.of(type), attributes, null, parent, startEpochNanos);
    }

    public Span startSpan(
            SpanType type,
            @Nullable OperationName name,
            @Nullable Caller caller,
            Context parent,
            long startEpochNanos) {
        if (name == null) {
            return startStep(type, Attributes.empty(), parent, startEpochNanos);
        }
        Attributes more = caller == null ? null : caller.attributes();
        if (added != null) {
            more = added.toOperation(name.attributes, more);
        }
        Telemetry telemetry = source.telemetry();
        SpareBuilders spans = telemetry == null ? null : telemetry.orm;
        // The attributes are there before the start, since samplers look at them.
        Attributes known = caller == null ? name.attributes : caller.and(name.attributes);
        return start(spans, names.operation(name.full), known, more, parent, startEpochNanos);
    }

    /** The begin of a transaction of plain JDBC, which no session has. */
    public Span startJdbcTransaction(Attributes attributes, Context parent, long startEpochNanos) {
        Telemetry telemetry = source.telemetry();
        SpareBuilders spans = telemetry == null ? null : telemetry.connections;
        String name = names.of(SpanType.START_TRANSACTION);
        return start(spans, name, attributes, null, parent, startEpochNanos);
    }

    /**
     * Marks a span that ends now as failed. The failure is an event on it, and a log record of the innermost span that
     * has it, or one of these.
     *
     * @param errorType the value of {@code error.type}, or null for the class name of the failure
     */
    public void recordFailure(
            Span span, SpanType type, Throwable failure, @Nullable String errorType, long epochNanos) {
        ErrorEvent.mark(span, failure, errorType);
        boolean logs = events.wants(failure, span);
        if (!logs && !events.keepsSpanEvents) {
            return;
        }
        Attributes told = ErrorEvent.describe(failure, recordMessages);
        if (events.keepsSpanEvents) {
            span.addEvent("exception", told, epochNanos, TimeUnit.NANOSECONDS);
        }
        if (logs) {
            logFailure(span, type, told, epochNanos);
        }
    }

    /** Marks a phase whose failure its operation has as well, which tells it in full. */
    private void markFailure(Span span, SpanType type, Throwable failure, long epochNanos) {
        ErrorEvent.mark(span, failure, null);
        if (span.isRecording() && events.wants(failure, span)) {
            logFailure(span, type, ErrorEvent.describe(failure, recordMessages), epochNanos);
        }
    }

    private void logFailure(Span span, SpanType type, Attributes told, long epochNanos) {
        if (type == SpanType.CONNECT || type == SpanType.DB_QUERY) {
            events.jdbc(span, "db.client.operation.exception", told, epochNanos);
        } else {
            events.orm(span, type.exceptionEvent, told, epochNanos);
        }
    }

    /** Writes a step that is over. */
    public void writeSpan(
            SpanType type, Attributes attributes, Context parent, long from, long to, @Nullable Throwable failure) {
        Span span = startStep(type, attributes, parent, from);
        try {
            if (failure != null) {
                markFailure(span, type, failure, Math.max(from, to));
            }
        } finally {
            span.end(Math.max(from, to), TimeUnit.NANOSECONDS);
        }
    }

    public Span startStatement(
            @Nullable StatementPurpose purpose,
            DescribedStatement statement,
            @Nullable Caller caller,
            Context parent,
            long startEpochNanos) {
        Attributes more = purpose == null ? null : purpose.attributes();
        Attributes called = caller == null ? null : caller.attributes();
        if (called != null) {
            more = more == null ? called : more.toBuilder().putAll(called).build();
        }
        if (added != null) {
            more = added.toStatement(statement.attributes, more);
        }
        Telemetry telemetry = source.telemetry();
        SpareBuilders spans = telemetry == null ? null : telemetry.statements;
        Attributes known = caller == null ? statement.attributes : caller.and(statement.attributes);
        return start(spans, names.query(statement.summary), known, more, parent, startEpochNanos);
    }

    /** What the configured propagator says of this span, in the order of the keys. */
    public List<SqlTag> propagated(SpanContext span) {
        Telemetry telemetry = source.telemetry();
        return telemetry == null ? List.of() : telemetry.propagated(span);
    }

    public OperationName nameOf(OperationMethod method, @Nullable String model, @Nullable String name) {
        return operationNames.of(method, model, name);
    }

    public String spanNameOf(OperationName operation) {
        return names.operation(operation.full);
    }

    public String queryName(String summary) {
        return names.query(summary);
    }

    public String prepareName() {
        return names.prepare();
    }

    /** Where the application calls from, or null when that is neither asked for nor told, or there is no such place. */
    public @Nullable Caller findCaller() {
        if (current.recordCaller) {
            return Caller.find();
        }
        return Caller.namesRepositories ? Caller.repositoryRunning() : null;
    }

    private static Span start(
            @Nullable SpareBuilders spans,
            String name,
            Attributes attributes,
            @Nullable Attributes more,
            Context parent,
            long startEpochNanos) {
        return spans == null
                ? OpenTelemetry.noop()
                        .getTracer("")
                        .spanBuilder(name)
                        .setParent(parent)
                        .startSpan()
                : spans.start(name, attributes, more, parent, startEpochNanos);
    }
}
