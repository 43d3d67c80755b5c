package dev.ormtracing.jdbc.internal.database;

import org.jspecify.annotations.Nullable;

/** What a driver sends for a call that carries no SQL. */
public enum TransactionCommand {
    COMMIT("COMMIT", true),
    ROLLBACK("ROLLBACK", true),
    SAVEPOINT("SAVEPOINT", true),
    RELEASE_SAVEPOINT("RELEASE SAVEPOINT", true),
    ROLLBACK_TO_SAVEPOINT("ROLLBACK TO SAVEPOINT", true),
    XA_PREPARE("PREPARE", false),
    XA_COMMIT("COMMIT", false),
    XA_ROLLBACK("ROLLBACK", false);

    public final String text;
    private final boolean sent;

    TransactionCommand(String text, boolean sent) {
        this.text = text;
        this.sent = sent;
    }

    /** Null where each database has its own, as for a branch of a distributed transaction. */
    @Nullable
    String sql() {
        return sent ? text : null;
    }

    /** Whether it is part of a transaction, and not its end. */
    public boolean isWork() {
        return this == SAVEPOINT || this == RELEASE_SAVEPOINT || this == ROLLBACK_TO_SAVEPOINT;
    }
}
