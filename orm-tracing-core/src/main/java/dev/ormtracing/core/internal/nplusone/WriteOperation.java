package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import org.jspecify.annotations.Nullable;

/** A flush or an operation that has written something. */
public interface WriteOperation {

    /** What it is, or null where it is nothing to be batched. */
    @Nullable
    Writer writer();

    /** What it is called, null for a step. */
    @Nullable
    OperationName name();

    /** When it has begun. */
    long start();
}
