package dev.ormtracing.core.internal.name;

/** What kind of call an operation is, as far as it matters to its tree. Whoever opens the operation says so. */
public enum OperationKind {

    /** Reads one entity by what identifies it. */
    READ_ONE,

    /** Reads many entities at once by what identifies them. */
    READ_MANY,

    /** Loads an association on first use. */
    LOAD_LAZILY,

    /** Asks a collection for something without loading it. */
    ASK_LAZILY,

    /** Reads one element of a collection without loading the others. */
    READ_ELEMENT,

    /** Takes the state of a new entity, at once or for the flush. */
    INSERT,

    /** Takes the state of an entity that may be there already. */
    STORE,

    /** Writes what has changed of entities that are there. */
    UPDATE,

    /** Removes entities. */
    REMOVE,

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
        return this == INSERT || this == STORE;
    }

    /** Whether it leads to statements that write entities, at once or in the flush. */
    boolean writesEntities() {
        return takesEntityState() || this == UPDATE || this == REMOVE || this == FLUSH;
    }

    /** Whether many equal ones may be one span, which has nothing below it. */
    boolean mayBeMerged() {
        return this != CURSOR && this != RUN_CODE;
    }

    /** Not the reads that are many at once by themselves, nor what an entity is written or removed with. */
    boolean mayRepeat() {
        return switch (this) {
            case READ_MANY, READ_PAGE, INSERT, REMOVE, FLUSH -> false;
            default -> true;
        };
    }

    boolean isLazy() {
        return this == LOAD_LAZILY || this == ASK_LAZILY || this == READ_ELEMENT;
    }
}
