package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import org.jspecify.annotations.Nullable;

/** An operation that has read something. */
public interface ReadOperation {

    /** What it is called, null for a step. */
    @Nullable
    OperationName name();

    /** The operation that has loaded the owner of what is lazy, as far as it is known. */
    @Nullable
    String loadedBy();

    /** How many rows it has read. */
    long rowsRead();
}
