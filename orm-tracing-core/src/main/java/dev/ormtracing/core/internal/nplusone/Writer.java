package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import org.jspecify.annotations.Nullable;

/** What executes a statement that changes rows. */
public enum Writer {

    /** A flush: that of a commit, of a query, or one that the application has called. */
    FLUSH,

    /** The call that makes an entity managed, since the database makes its key. */
    PERSIST,

    /** A session without a flush. */
    STATELESS,

    /** A query of the application. */
    QUERY,

    /** JDBC of the application. */
    JDBC;

    /** What an operation that is no flush writes with; null for what only reads, or leaves its work to the flush. */
    public static @Nullable Writer of(OperationName operation) {
        return switch (operation.kind) {
            case RUN_CODE -> JDBC;
            case CHANGE_ROWS -> QUERY;
            case INSERT_ROW, UPSERT_ROW, UPDATE_ROW, DELETE_ROW -> STATELESS;
            default -> operation.takesEntityState ? PERSIST : null;
        };
    }

    /** Whether the operation is what is told, and not the statement. */
    boolean isNamed() {
        return this == QUERY || this == STATELESS;
    }
}
