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
        if (operation.runsCodeOfTheApplication()) {
            return JDBC;
        }
        return switch (operation.method) {
            case "executeUpdate" -> QUERY;
            case "insert", "update", "delete", "upsert" -> STATELESS;
            default -> operation.takesEntityState ? PERSIST : null;
        };
    }

    /** Whether the operation is what is told, and not the statement. */
    boolean isNamed() {
        return this == QUERY || this == STATELESS;
    }
}
