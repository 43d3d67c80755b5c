package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import java.lang.ref.Cleaner;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The rows of one connection that are still being read, so that none of their spans outlives it. Thread-safe. */
final class OpenRows {

    /** Takes care of the statements that the application forgets while a pool keeps the connection. */
    private static final Cleaner CLEANER = Cleaner.create();

    private final Set<ReturnedRows> open = ConcurrentHashMap.newKeySet();

    ReturnedRows await(SpanAwaitingRows span, Object statement) {
        ReturnedRows rows = new ReturnedRows(span, this);
        open.add(rows);
        // Result sets point back to their statement, so it is there as long as one of the two is used.
        rows.endedBy(CLEANER.register(statement, rows::end));
        return rows;
    }

    void remove(ReturnedRows rows) {
        open.remove(rows);
    }

    void endAll() {
        open.forEach(ReturnedRows::end);
    }
}
