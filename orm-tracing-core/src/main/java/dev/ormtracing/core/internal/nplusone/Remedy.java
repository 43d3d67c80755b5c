package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import org.jspecify.annotations.Nullable;

/** What usually makes one read of many. */
final class Remedy {

    private Remedy() {}

    /** @param enclosing the operation that has run the statements, or null */
    static String of(ReadCount read, @Nullable OperationName enclosing) {
        OperationName operation = read.operation();
        if (operation == null && read.role != null) {
            return "join fetch " + read.role + ", @BatchSize or @Fetch(SUBSELECT) on it, or an entity graph";
        }
        if (operation == null) {
            return enclosing == null || enclosing.runsCodeOfTheApplication()
                    ? "a join, or one statement with an IN list"
                    : "join fetch of the association, @BatchSize or @Fetch(SUBSELECT) on it, or an entity graph";
        }
        if (operation.readsAttribute()) {
            return "an entity graph with " + operation.role() + ", a query that selects it, or an eager attribute";
        }
        if (operation.counts()) {
            return "one query that counts or compares for all owners, or join fetch " + operation.role();
        }
        if (operation.isLazy()) {
            return operation.isOfModel(operation.role())
                    ? "join fetch of the association to " + operation.role() + ", @BatchSize on " + operation.role()
                            + ", or an entity graph"
                    : "join fetch " + operation.role() + ", @BatchSize on it, or an entity graph";
        }
        return operation.findsOne()
                ? "findMultiple (byMultipleIds), or a query with an IN list"
                : "one query with a join or an IN list";
    }
}
