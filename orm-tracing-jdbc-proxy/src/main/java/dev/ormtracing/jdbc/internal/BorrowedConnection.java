package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.Metrics;
import io.opentelemetry.api.common.Attributes;

/** How long a connection is away from its pool, for the metrics. */
record BorrowedConnection(Metrics metrics, Attributes pool, long sinceNanos) {

    void ends() {
        metrics.connectionUsed(pool, System.nanoTime() - sinceNanos);
    }
}
