package dev.ormtracing.core.internal.measure;

import dev.ormtracing.core.internal.name.SpanType;
import org.jspecify.annotations.Nullable;

/** What an {@link OperationMeasurement} is of. */
public interface Observed {

    SpanType type();

    /** What an operation is called; empty for a step. */
    String label();

    /** The instruments, or null while there are none. */
    @Nullable
    Metrics metrics();

    /** Whether an optimistic lock is behind that failure. */
    boolean isOptimisticLock(Throwable failure);
}
