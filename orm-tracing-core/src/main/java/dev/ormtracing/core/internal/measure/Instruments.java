package dev.ormtracing.core.internal.measure;

import org.jspecify.annotations.Nullable;

/** What an {@link OperationMeasurement} tells what it has measured. */
public interface Instruments {

    /** Null while there are none. */
    @Nullable
    Metrics metrics();

    /** Whether an optimistic lock is behind that failure. */
    boolean isOptimisticLock(Throwable failure);
}
