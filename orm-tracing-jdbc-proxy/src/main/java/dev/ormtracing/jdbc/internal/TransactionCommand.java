package dev.ormtracing.jdbc.internal;

/** What a driver sends for a call that carries no SQL. */
enum TransactionCommand {
    COMMIT("COMMIT"),
    ROLLBACK("ROLLBACK"),
    SAVEPOINT("SAVEPOINT"),
    RELEASE_SAVEPOINT("RELEASE SAVEPOINT"),
    ROLLBACK_TO_SAVEPOINT("ROLLBACK TO SAVEPOINT");

    final String text;

    TransactionCommand(String text) {
        this.text = text;
    }

    /** Whether it is part of a transaction, and not its end. */
    boolean isWork() {
        return this != COMMIT && this != ROLLBACK;
    }
}
