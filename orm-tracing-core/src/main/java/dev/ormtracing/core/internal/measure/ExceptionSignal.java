package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.base.Guard;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Internal: how the operator wants exceptions to be recorded, by OpenTelemetry's own switch. */
public enum ExceptionSignal {
    SPAN_EVENTS,
    LOGS,
    BOTH;

    /** The switch of the conventions. */
    private static final String VARIABLE = "OTEL_SEMCONV_EXCEPTION_SIGNAL_OPT_IN";

    private static final String PROPERTY = "otel.semconv.exception.signal.opt.in";

    /** What OpenTelemetry's Java agent calls it. */
    private static final String AGENT_VARIABLE = "OTEL_SEMCONV_EXCEPTION_SIGNAL_PREVIEW";

    private static final String AGENT_PROPERTY = "otel.semconv.exception.signal.preview";

    /** What is asked for now. A system property wins over a variable, and the conventions over the agent. */
    public static ExceptionSignal configured() {
        try {
            return configured(System::getProperty, System::getenv);
        } catch (SecurityException e) {
            return SPAN_EVENTS;
        }
    }

    static ExceptionSignal configured(
            Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
        return firstOf(
                properties.apply(PROPERTY),
                properties.apply(AGENT_PROPERTY),
                variables.apply(VARIABLE),
                variables.apply(AGENT_VARIABLE));
    }

    private static ExceptionSignal firstOf(@Nullable String... values) {
        for (String value : values) {
            if (value != null && !value.isBlank()) {
                return of(value.strip());
            }
        }
        return SPAN_EVENTS;
    }

    private static ExceptionSignal of(String value) {
        switch (value) {
            case "logs":
                return LOGS;
            case "logs/dup":
                return BOTH;
            default:
                Guard.warnOnce(VARIABLE + " is \"" + value
                        + "\" and is ignored: it may be logs or logs/dup. Exceptions are events of spans.");
                return SPAN_EVENTS;
        }
    }

    boolean isOnSpans() {
        return this != LOGS;
    }

    boolean isInLogs() {
        return this != SPAN_EVENTS;
    }
}
