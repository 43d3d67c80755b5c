package dev.ormtracing.jdbc.internal.proxy;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.SpanAwaitingRows;
import dev.ormtracing.jdbc.internal.database.DbAttributes;
import java.lang.ref.Cleaner.Cleanable;
import org.jspecify.annotations.Nullable;

/**
 * Counts the rows that are read of one execution's first result set, and ends its span. The count is the number of the
 * furthest row that the cursor has stood on: a row read twice counts once, one that was jumped over counts too.
 *
 * <p>Counted by the thread that reads; may be ended by any.
 */
final class ReturnedRows {

    private static final long UNKNOWN = -1;

    private final OpenRows open;
    private @Nullable SpanAwaitingRows span;
    private @Nullable Cleanable cleanable;
    private boolean taken;

    private long position;
    private long furthest = UNKNOWN;
    private long lastRowAt;

    ReturnedRows(SpanAwaitingRows span, OpenRows open) {
        this.span = span;
        this.open = open;
    }

    synchronized void endedBy(Cleanable cleanable) {
        this.cleanable = cleanable;
    }

    /** True once: for the result set that counts. */
    boolean take() {
        boolean first = !taken;
        taken = true;
        return first;
    }

    /** @param row whether there was one */
    void moved(boolean row) {
        if (position != UNKNOWN) {
            movedTo(row, position + 1);
        }
        if (!row) {
            position = UNKNOWN;
            end();
        }
    }

    /** @param number of the row where the cursor now is, if it is on one */
    void movedTo(boolean row, long number) {
        position = row ? number : UNKNOWN;
        if (row ? number > furthest : furthest == UNKNOWN) {
            furthest = row ? number : 0;
            lastRowAt = System.nanoTime();
        }
    }

    void movedBack(boolean row) {
        if (!row) {
            position = 0;
        } else if (position != UNKNOWN) {
            position--;
        }
    }

    void movedOutside(boolean beforeFirst) {
        position = beforeFirst ? 0 : UNKNOWN;
    }

    boolean isOver() {
        return span == null;
    }

    /** Idempotent. */
    void end() {
        SpanAwaitingRows last = takeSpan();
        if (last == null) {
            return;
        }
        if (furthest != UNKNOWN) {
            last.setAttribute(DbAttributes.RETURNED_ROWS, furthest);
            last.rowsReturned(furthest);
            last.setAttribute(OrmAttributes.LAST_ROW_DURATION, last.secondsUntil(lastRowAt));
        }
        last.end();
        open.remove(this);
        Cleanable known = cleanable;
        if (known != null) {
            known.clean();
        }
    }

    private synchronized @Nullable SpanAwaitingRows takeSpan() {
        SpanAwaitingRows last = span;
        span = null;
        return last;
    }
}
