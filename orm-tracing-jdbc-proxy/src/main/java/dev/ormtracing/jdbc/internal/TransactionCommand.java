package dev.ormtracing.jdbc.internal;

/** What a driver sends for a call that carries no SQL. */
enum TransactionCommand {
    COMMIT("COMMIT"),
    ROLLBACK("ROLLBACK"),
    ROLLBACK_TO_SAVEPOINT("ROLLBACK TO SAVEPOINT");

    final String text;

    TransactionCommand(String text) {
        this.text = text;
    }
}
