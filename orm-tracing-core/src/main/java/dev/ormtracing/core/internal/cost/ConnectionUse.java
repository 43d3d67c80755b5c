package dev.ormtracing.core.internal.cost;

import dev.ormtracing.core.internal.name.OrmAttributes;
import io.opentelemetry.api.trace.Span;

/** How long a transaction or operation had a connection, and how long that one worked. Of one thread at a time. */
public final class ConnectionUse {

    private static final double NANOS_PER_SECOND = 1e9;

    /** While a connection is held: without the time of now. */
    private long held;

    private long busy;
    private boolean open;

    public void acquired(long nanoTime) {
        if (!open) {
            open = true;
            held -= nanoTime;
        }
    }

    public void released(long nanoTime) {
        if (open) {
            open = false;
            held += nanoTime;
        }
    }

    /** A statement has run. */
    public void worked(long nanos) {
        busy += nanos;
    }

    void add(ConnectionUse other) {
        held += other.held;
        busy += other.busy;
    }

    /** Records the use on the span. A connection that is still held at the end counts until then. */
    public void describe(Span span, long nanoTime) {
        released(nanoTime);
        if (held > 0) {
            span.setAttribute(OrmAttributes.CONNECTION_HELD_DURATION, held / NANOS_PER_SECOND);
            span.setAttribute(OrmAttributes.CONNECTION_IDLE_DURATION, Math.max(0, held - busy) / NANOS_PER_SECOND);
        }
    }
}
