package dev.ormtracing.jdbc.internal.database;

import dev.ormtracing.core.internal.tree.TransactionSpan;
import org.jspecify.annotations.Nullable;

/**
 * A session that a connection was lent to, and that shows no frame for all that the application calls on it. No method
 * throws.
 */
public interface ConnectedSession {

    /** The running transaction, or null. */
    @Nullable
    TransactionSpan transaction();

    /** A stored procedure is called outside of any frame: the session opens one, unless it does nothing now. */
    void callStarts();

    /** A statement has ended: so does the frame that {@link #callStarts} has opened, if there is one. */
    void callEnds();
}
