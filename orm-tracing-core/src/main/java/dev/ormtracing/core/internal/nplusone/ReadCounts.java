package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is read below one parent. Bounded in a trace of any length; of one thread at a time. */
public final class ReadCounts implements Reads {

    /** More than the statements of a reasonable request; what comes then takes the place of what did not repeat. */
    private static final int MAX_KEPT = 64;

    private final DescribedStatement first;
    private final int threshold;
    private final boolean keepsTexts;
    private ReadCount[] kept = new ReadCount[1];
    private int size;
    private int oldest;

    /** The counts of a span, whose statements are not kept: it may be open for good. */
    ReadCounts(int threshold, DescribedStatement first) {
        this(threshold, first, false);
    }

    private ReadCounts(int threshold, DescribedStatement first, boolean keepsTexts) {
        this.threshold = threshold;
        this.first = first;
        this.keepsTexts = keepsTexts;
    }

    /** Keeps the texts of statements, which say more once a statement repeats in a loop of transactions. */
    public static ReadCounts ofTransaction(int threshold) {
        return new ReadCounts(threshold, DescribedStatement.NONE, true);
    }

    @Override
    public DescribedStatement firstStatement() {
        return first;
    }

    /**
     * Counts one more.
     *
     * @param operation whose first statement it is, or null for a statement that counts by itself
     * @return null when there is no place for it
     */
    @Nullable
    ReadCount add(@Nullable ReadOperation operation, DescribedStatement statement, long nanos) {
        OperationName name = operation == null ? null : operation.name();
        ReadCount known = find(name, statement);
        if (known == null) {
            String loadedBy = operation == null ? null : operation.loadedBy();
            known = keep(new ReadCount(name, StatementKey.of(statement), statement, loadedBy));
            if (known != null && !keepsTexts) {
                known.forgetText();
            }
        }
        if (known != null) {
            known.add(statement, nanos, operation == null ? 0 : operation.rowsRead(), threshold);
        }
        return known;
    }

    /**
     * Counts what a transaction has read that has ended, and keeps it where there was none.
     *
     * @return null when there is no place for it
     */
    @Nullable
    ReadCount addAll(ReadCount below) {
        for (int i = 0; i < size; i++) {
            if (kept[i].isSame(below)) {
                kept[i].addAll(below, threshold);
                return kept[i];
            }
        }
        below.forgetText();
        return keep(below);
    }

    /** Hands over what was read less often than an N+1 is, and forgets everything. */
    void moveRare(Consumer<ReadCount> to) {
        int moved = size;
        size = 0;
        for (int i = 0; i < moved; i++) {
            if (kept[i].count > 0 && kept[i].count < threshold) {
                to.accept(kept[i]);
            }
        }
    }

    /** Takes back reads that are reported further below, where they repeated. */
    void takeBack(@Nullable OperationName operation, DescribedStatement statement, int times) {
        ReadCount known = find(operation, statement);
        if (known != null && known.count < threshold) {
            known.takeBack(times);
        }
    }

    /** What was read at least as often as an N+1 is. */
    List<ReadCount> suspects() {
        List<ReadCount> suspects = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (isSuspect(kept[i])) {
                suspects.add(kept[i]);
            }
        }
        return suspects;
    }

    boolean isSuspect(ReadCount candidate) {
        return candidate.isSuspect(threshold) && !(candidate.countsRows() && countsPages(candidate));
    }

    /** One count a page: the first page has no offset, and who counts first is one ahead. */
    private boolean countsPages(ReadCount candidate) {
        int pages = 2;
        for (int i = 0; i < size; i++) {
            if (kept[i].readsPagesOf(candidate)) {
                pages += kept[i].count;
            }
        }
        return pages > 2 && candidate.count <= pages;
    }

    private @Nullable ReadCount find(@Nullable OperationName operation, DescribedStatement statement) {
        for (int i = 0; i < size; i++) {
            if (kept[i].is(operation, statement)) {
                return kept[i];
            }
        }
        return null;
    }

    private @Nullable ReadCount keep(ReadCount added) {
        if (size < MAX_KEPT) {
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, Math.min(MAX_KEPT, 4 * size));
            }
            kept[size++] = added;
            return added;
        }
        for (int i = 0; i < MAX_KEPT; i++) {
            int candidate = oldest;
            oldest = (oldest + 1) % MAX_KEPT;
            if (kept[candidate].count < threshold) {
                kept[candidate] = added;
                return added;
            }
        }
        return null;
    }
}
