package dev.ormtracing.console.internal.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line at the corner of the application's own pages: what their request did to the database. The response says which
 * trace it is; what is in the trace, the script asks for, under the rules of the page.
 */
public enum Badge {
    ON,
    OFF;

    /** What browsers let scripts of the same origin read of a response. */
    public static final String HEADER = "Server-Timing";

    static final String SCRIPT = "/badge.js";

    ConsoleResponse script() {
        return this == ON
                ? ConsoleResponse.of(200, "text/javascript; charset=utf-8", read())
                : ConsoleResponse.text(404, "The badge is off; orm.tracing.console.badge=true switches it on.");
    }

    /** The value of the header for the trace that is running, or null if none is that will be kept. */
    public static @Nullable String running() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid() && span.isSampled()
                ? "traceparent;desc=\"00-" + span.getTraceId() + "-" + span.getSpanId() + "-01\""
                : null;
    }

    private static String read() {
        try (InputStream in = Badge.class.getResourceAsStream("badge.js")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The script of the badge cannot be read", e);
        }
    }
}
