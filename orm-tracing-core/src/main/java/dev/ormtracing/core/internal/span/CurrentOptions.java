package dev.ormtracing.core.internal.span;

import dev.ormtracing.core.internal.cost.CostLimits;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import org.jspecify.annotations.Nullable;

/**
 * Internal: those options that may change while the application runs. They change together, and who reads one pays for a
 * field.
 */
public final class CurrentOptions {

    public final SpanDetail detail;

    /** Null when it is switched off. */
    public final @Nullable NPlusOne nPlusOne;

    /** How long a call on a cache has to take to be told. */
    public final long cacheNanos;

    public final CostLimits costLimits;
    final boolean recordCaller;

    CurrentOptions(TracerOptions options, @Nullable NPlusOne nPlusOne) {
        this.detail = options.detail;
        this.nPlusOne = nPlusOne;
        this.cacheNanos = options.cacheNanos;
        this.costLimits = new CostLimits(options.largeResult, options.largePersistenceContext);
        this.recordCaller = options.recordCaller;
    }
}
