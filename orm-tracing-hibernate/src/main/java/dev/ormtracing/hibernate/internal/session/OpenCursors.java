package dev.ormtracing.hibernate.internal.session;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cursors that one session has open. Thread-safe: the garbage collector's thread takes leaked ones out. */
final class OpenCursors {

    private @Nullable Set<Cursor> open;

    synchronized void add(Cursor cursor) {
        if (open == null) {
            open = new HashSet<>();
        }
        open.add(cursor);
    }

    synchronized void remove(Cursor cursor) {
        if (open != null) {
            open.remove(cursor);
        }
    }

    void endAll() {
        for (Cursor cursor : taken()) {
            cursor.abandon();
        }
    }

    private synchronized Set<Cursor> taken() {
        Set<Cursor> taken = open == null ? Set.of() : open;
        open = null;
        return taken;
    }
}
