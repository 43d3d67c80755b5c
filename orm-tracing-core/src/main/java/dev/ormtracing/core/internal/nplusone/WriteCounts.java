package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written in one transaction, as far as it is no batch. Bounded; of one thread at a time. */
public final class WriteCounts {

    /** More than the tables that a transaction writes to one row at a time; what comes then is not counted. */
    private static final int MAX_KEPT = 32;

    private WriteCount[] kept = new WriteCount[1];
    private int size;
    private @Nullable WriteCount last;

    /** Counts one more; null when there is no place for it, or it is nothing to be batched. */
    @Nullable
    WriteCount add(@Nullable WriteOperation by, DescribedStatement statement, long nanos) {
        Writer writer = by == null ? Writer.JDBC : by.writer();
        if (writer == null) {
            return null;
        }
        OperationName operation = by != null && writer.isNamed() ? by.name() : null;
        long run = by == null ? 0 : by.start();
        WriteCount known = find(writer, operation, statement);
        if (known == null) {
            if (size == MAX_KEPT) {
                return null;
            }
            known = new WriteCount(writer, operation, statement, run);
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MAX_KEPT, 4 * size));
            }
            kept[size++] = known;
        }
        known.add(run, nanos);
        last = known;
        return known;
    }

    /** The database has made keys for what was written last. */
    public void keysReturn() {
        if (last != null) {
            last.keysReturn();
        }
    }

    /** What was written so often. */
    List<WriteCount> suspects(int threshold) {
        List<WriteCount> suspects = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (kept[i].count >= threshold) {
                suspects.add(kept[i]);
            }
        }
        return suspects;
    }

    private @Nullable WriteCount find(Writer writer, @Nullable OperationName operation, DescribedStatement statement) {
        for (int i = 0; i < size; i++) {
            if (kept[i].is(writer, operation, statement)) {
                return kept[i];
            }
        }
        return null;
    }
}
