package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.name.StatementPurpose.Load;
import org.jspecify.annotations.Nullable;

/** What usually makes one read of many. Each was tried with each version of Hibernate: it boots, and it helps. */
final class Remedy {

    private Remedy() {}

    /** @param enclosing the operation that has run the statements, or null */
    static String of(ReadCount read, @Nullable OperationName enclosing) {
        if (read.isFromCache()) {
            return "one query with a join fetch or an IN list, or a cache in this process before the one that is away";
        }
        OperationName operation = read.operation();
        if (operation == null) {
            return ofStatement(read, enclosing);
        }
        if (operation.readsAttribute()) {
            return "an entity graph with " + operation.role() + ", a query that selects it, or an eager attribute";
        }
        if (operation.counts()) {
            return "one query that counts or compares for all owners, or join fetch " + operation.role()
                    + " and ask the collection itself";
        }
        if (operation.readsElement()) {
            return "join fetch " + operation.role() + " and ask the collection itself";
        }
        if (operation.isLazy()) {
            return ofLazy(operation, read.loadedBy == null);
        }
        return switch (operation.kind) {
            case READ_ONE -> "findMultiple (byMultipleIds), or a query with an IN list";
            case READ_ONE_ONLY -> "a query with an IN list";
            case READ_BY_NATURAL_ID ->
                "byMultipleNaturalId with enableOrderedReturn(false), or a query with an IN list";
            case MERGE ->
                read.hasFoundNothing()
                        ? "persist, since there were no such rows, or a @Version field, which tells what is new"
                        : "one query before with an IN list, or findMultiple (byMultipleIds)";
            case REFRESH -> "detach or clear(), then a query with an IN list";
            case LOCK -> "a query with an IN list and a lock mode";
            default -> "one query with a join or an IN list";
        };
    }

    private static String ofStatement(ReadCount read, @Nullable OperationName enclosing) {
        StatementPurpose purpose = read.purpose;
        String loaded = read.loaded();
        if (purpose == null || loaded == null) {
            return enclosing == null || enclosing.runsCodeOfTheApplication()
                    ? "a join, or one statement with an IN list"
                    : "join fetch of the association, or an entity graph";
        }
        return purpose.role() == null
                ? toOne(loaded, purpose.load() != Load.UNIQUE_KEY)
                : "join fetch " + loaded + ", @BatchSize or @Fetch(SUBSELECT) on it, or an entity graph";
    }

    /** @param unowned whether no operation is known that has loaded an owner, as for what getReference returns */
    private static String ofLazy(OperationName operation, boolean unowned) {
        if (unowned && operation.isOfModel(operation.role()) && operation.kind != OperationKind.FETCH) {
            return "findMultiple (byMultipleIds) or a query with an IN list before, or join fetch where an association"
                    + " leads to them";
        }
        return operation.isOfModel(operation.role())
                ? toOne(operation.role(), true)
                : "join fetch " + operation.role()
                        // A stateless session loads no batches.
                        + (operation.kind == OperationKind.FETCH ? "" : ", @BatchSize on it")
                        + ", or an entity graph";
    }

    /** On a to-one itself, {@code @BatchSize} and {@code @Fetch(SUBSELECT)} keep Hibernate from booting. */
    private static String toOne(String model, boolean byId) {
        return "join fetch of the association to " + model
                + (byId ? ", @BatchSize on the class " + model : "")
                + ", or an entity graph";
    }
}
