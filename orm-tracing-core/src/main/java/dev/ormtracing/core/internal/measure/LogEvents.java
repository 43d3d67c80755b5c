package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.context.RunningContext;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.LogRecordBuilder;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Internal: writes events as log records of OpenTelemetry. Thread-safe; no method throws. */
public final class LogEvents {

    /** Where nothing is written. */
    public static final LogEvents NONE = new LogEvents(TracerSource.OFF, ExceptionSignal.SPAN_EVENTS);

    /** Where the API has no names of events, before 1.50. */
    private static final String NAME_ATTRIBUTE = "event.name";

    private static final @Nullable MethodHandle SET_EVENT_NAME = setEventName();

    private final TracerSource source;
    private final SeenFailures seen = new SeenFailures();

    /** Whether exceptions are events of their spans. */
    public final boolean keepsSpanEvents;

    private final boolean writes;

    public LogEvents(TracerSource source, ExceptionSignal signal) {
        this.source = source;
        this.keepsSpanEvents = signal.isOnSpans();
        this.writes = signal.isInLogs();
    }

    /** Whether this is the first span to tell of the failure, and it is to be told. The innermost one comes first. */
    public boolean wants(Throwable failure, Span span) {
        return writes && seen.isFirst(failure, span.getSpanContext().getTraceId());
    }

    /** Writes an event of Hibernate's side. */
    public void orm(Span span, String name, Attributes attributes, long epochNanos) {
        write(InstrumentationScope.HIBERNATE, span, name, attributes, epochNanos);
    }

    /** Writes an event of a connection or a statement. */
    public void jdbc(Span span, String name, Attributes attributes, long epochNanos) {
        write(InstrumentationScope.JDBC, span, name, attributes, epochNanos);
    }

    /** @param epochNanos when it happened, 0 for now */
    private void write(InstrumentationScope scope, Span span, String name, Attributes attributes, long epochNanos) {
        if (!writes) {
            return;
        }
        try {
            Telemetry telemetry = source.telemetry();
            if (telemetry != null) {
                emit(scope.logger(telemetry.openTelemetry), span, name, attributes, epochNanos);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private static void emit(Logger logger, Span span, String name, Attributes attributes, long epochNanos)
            throws Throwable {
        LogRecordBuilder event = logger.logRecordBuilder()
                .setContext(RunningContext.lasting(Context.current(), span))
                .setSeverity(Severity.WARN)
                .setAllAttributes(attributes);
        if (epochNanos != 0) {
            event.setTimestamp(epochNanos, TimeUnit.NANOSECONDS);
        }
        if (SET_EVENT_NAME == null) {
            event.setAttribute(NAME_ATTRIBUTE, name);
        } else {
            LogRecordBuilder ignored = (LogRecordBuilder) SET_EVENT_NAME.invokeExact(event, name);
        }
        event.emit();
    }

    private static @Nullable MethodHandle setEventName() {
        try {
            MethodType type = MethodType.methodType(LogRecordBuilder.class, String.class);
            return MethodHandles.lookup().findVirtual(LogRecordBuilder.class, "setEventName", type);
        } catch (ReflectiveOperationException olderApi) {
            return null;
        }
    }
}
