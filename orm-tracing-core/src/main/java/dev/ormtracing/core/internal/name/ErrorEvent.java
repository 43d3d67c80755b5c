package dev.ormtracing.core.internal.name;

import dev.ormtracing.core.internal.base.StackTraceText;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jspecify.annotations.Nullable;

/** Marks a span as failed, following the OpenTelemetry conventions for exceptions on spans. */
public final class ErrorEvent {

    private static final AttributeKey<String> TYPE = AttributeKey.stringKey("exception.type");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("exception.message");
    private static final AttributeKey<String> STACK_TRACE = AttributeKey.stringKey("exception.stacktrace");

    private ErrorEvent() {}

    /** Marks a phase whose failure its operation tells in full. */
    public static void mark(Span span, Throwable error, @Nullable String errorType) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(
                OrmAttributes.ERROR_TYPE, errorType == null ? error.getClass().getName() : errorType);
    }

    /** What an event tells of the failure. */
    public static Attributes describe(Throwable error, boolean withMessages) {
        String className = error.getClass().getName();
        AttributesBuilder event =
                Attributes.builder().put(TYPE, className).put(STACK_TRACE, StackTraceText.of(error, withMessages));
        if (withMessages) {
            String message = error.getMessage();
            if (message != null) {
                event.put(MESSAGE, message);
            }
        }
        return event.build();
    }
}
