package dev.ormtracing.hibernate.internal.query;

import dev.ormtracing.hibernate.internal.session.Cursor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a stream inside the operation, and hands them to the application outside. */
final class CursorSpliterator<T extends @Nullable Object> implements Spliterator<T> {

    private final Spliterator<T> rows;
    private final Cursor cursor;
    private @Nullable T row;

    private CursorSpliterator(Spliterator<T> rows, Cursor cursor) {
        this.rows = rows;
        this.cursor = cursor;
    }

    /** A stream of the same rows that closes the original. */
    static <T extends @Nullable Object> Stream<T> stream(Stream<T> original, Cursor cursor) {
        CursorSpliterator<T> rows = new CursorSpliterator<>(original.spliterator(), cursor);
        cursor.endWith(rows);
        return StreamSupport.stream(rows, original.isParallel()).onClose(() -> close(original, cursor));
    }

    private static void close(Stream<?> original, Cursor cursor) {
        try {
            cursor.step(() -> {
                original.close();
                return true;
            });
        } finally {
            cursor.end();
        }
    }

    /** Also what {@code forEachRemaining} calls, so that the application's code never runs inside the operation. */
    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        if (!readRow()) {
            return false;
        }
        T read = row;
        row = null;
        action.accept(read);
        return true;
    }

    private boolean readRow() {
        boolean found;
        try {
            found = cursor.step(() -> rows.tryAdvance(read -> row = read));
        } catch (Throwable e) {
            cursor.end();
            throw e;
        }
        if (found) {
            cursor.countRows(1);
        } else {
            cursor.end();
        }
        return found;
    }

    /** A parallel stream reads a part of the rows at once; what it gets is in memory. */
    @Override
    public @Nullable Spliterator<T> trySplit() {
        Spliterator<T> split = cursor.step(rows::trySplit);
        if (split == null || split.hasCharacteristics(SIZED)) {
            cursor.countRows(split == null ? 0 : split.estimateSize());
            return split;
        }
        // Newer JDKs do not say how many they are, and the operation may end before they are consumed.
        List<T> read = new ArrayList<>();
        split.forEachRemaining(read::add);
        cursor.countRows(read.size());
        return read.spliterator();
    }

    @Override
    public long estimateSize() {
        return rows.estimateSize();
    }

    @Override
    public int characteristics() {
        return rows.characteristics();
    }

    @Override
    public @Nullable Comparator<? super T> getComparator() {
        return rows.getComparator();
    }
}
