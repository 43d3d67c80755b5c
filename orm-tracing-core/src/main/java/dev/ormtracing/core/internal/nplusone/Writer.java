package dev.ormtracing.core.internal.nplusone;

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

    /** Whether the operation is what is told, and not the statement. */
    boolean isNamed() {
        return this == QUERY || this == STATELESS;
    }
}
