package dev.ormtracing.core.internal.name;

/** What kind of call an operation is, as far as it matters to its tree. Whoever opens the operation says so. */
public enum OperationKind {

    /** Reads one entity by what identifies it. */
    READ_ONE,

    /** The same by a call that has no counterpart for many. */
    READ_ONE_ONLY,

    /** Reads one entity by its natural id. */
    READ_BY_NATURAL_ID,

    /** Reads the state of an entity again. */
    REFRESH,

    /** Locks the row of an entity. */
    LOCK,

    /** Reads many entities at once by what identifies them. */
    READ_MANY,

    /** Loads an association on first use. */
    LOAD_LAZILY,

    /** The same on request, by a session that loads no batches. */
    FETCH,

    /** Asks a collection for something without loading it. */
    ASK_LAZILY,

    /** Reads one element of a collection without loading the others. */
    READ_ELEMENT,

    /** Takes the state of a new entity, at once or for the flush. */
    INSERT,

    /** Takes the state of an entity that may be there already. */
    STORE,

    /** Takes the state of an entity that is read first. */
    MERGE,

    /** Writes what has changed of entities that are there. */
    UPDATE,

    /** Removes entities. */
    REMOVE,

    /** Inserts the row of one entity at once. */
    INSERT_ROW,

    /** Inserts or updates the row of one entity at once. */
    UPSERT_ROW,

    /** Updates the row of one entity at once. */
    UPDATE_ROW,

    /** Deletes the row of one entity at once. */
    DELETE_ROW,

    /** Changes rows by a query of the application. */
    CHANGE_ROWS,

    FLUSH,

    /** Reads one page of the rows of a query. */
    READ_PAGE,

    /** Continues after the call, for as long as its rows are read. */
    CURSOR,

    /** Runs code of the application. */
    RUN_CODE,

    /** Nothing is known but that a statement runs. */
    STATEMENT,

    OTHER;

    boolean takesEntityState() {
        return switch (this) {
            case INSERT, STORE, MERGE, INSERT_ROW, UPSERT_ROW -> true;
            default -> false;
        };
    }

    /** Whether it leads to statements that write entities, at once or in the flush. */
    boolean writesEntities() {
        return switch (this) {
            case UPDATE, REMOVE, UPDATE_ROW, DELETE_ROW, FLUSH -> true;
            default -> takesEntityState();
        };
    }

    /** Whether many equal ones may be one span, which has nothing below it. */
    boolean mayBeMerged() {
        return this != CURSOR && this != RUN_CODE;
    }

    /** Not the reads that are many at once by themselves, nor what an entity is written or removed with. */
    boolean mayRepeat() {
        return switch (this) {
            case READ_MANY, READ_PAGE, INSERT, INSERT_ROW, REMOVE, DELETE_ROW, FLUSH -> false;
            default -> true;
        };
    }

    boolean isLazy() {
        return this == LOAD_LAZILY || this == FETCH || this == ASK_LAZILY || this == READ_ELEMENT;
    }
}
