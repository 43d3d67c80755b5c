package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.ChildSpan;
import org.jspecify.annotations.Nullable;

/** The end of a {@code connect} span, if there is one. */
final class ConnectSpans {

    private ConnectSpans() {}

    static void end(@Nullable ChildSpan span) {
        if (span != null) {
            span.end();
        }
    }

    static void fail(@Nullable ChildSpan span, Throwable error) {
        if (span != null) {
            span.fail(error, null);
            span.end();
        }
    }
}
