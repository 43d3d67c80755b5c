package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.jdbc.internal.database.Database;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * How long a connection was waited for and is away from its pool, for the metrics. A pool without a name is called after its
 * database, which is known with the first statement. Of the thread that uses the connection.
 */
final class BorrowedConnection {

    private final Metrics metrics;
    private final long waitedNanos;
    private final long sinceNanos = System.nanoTime();
    private @Nullable Attributes pool;

    /** @param pool the name of the pool, or null while it is not known */
    BorrowedConnection(Metrics metrics, @Nullable Attributes pool, long waitedNanos) {
        this.metrics = metrics;
        this.waitedNanos = waitedNanos;
        if (pool != null) {
            isFrom(pool);
        }
    }

    boolean isFromUnknown() {
        return pool == null;
    }

    void isFrom(Attributes known) {
        pool = known;
        metrics.connectionWaited(known, waitedNanos);
    }

    void ends(Database expected) {
        Attributes known = pool;
        if (known == null) {
            known = expected.poolAttributes();
            isFrom(known);
        }
        metrics.connectionUsed(known, System.nanoTime() - sinceNanos);
    }
}
