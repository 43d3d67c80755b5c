package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import org.jspecify.annotations.Nullable;

/** An operation that has read one row, of an owner that nothing is known of. */
record ReadOfOneRow(OperationName name) implements ReadOperation {

    ReadOfOneRow(OperationMethod method, String model) {
        this(new OperationName(method, model, null));
    }

    @Override
    public @Nullable String loadedBy() {
        return null;
    }

    @Override
    public long rowsRead() {
        return 1;
    }
}
