package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.name.OperationName;
import io.opentelemetry.api.common.Attributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is read below one parent. Bounded in a trace of any length; of one thread at a time. */
public final class ReadCounts implements Reads {

    /** More than the statements of a reasonable request; what comes then takes the place of what did not repeat. */
    private static final int MAX_KEPT = 64;

    private final Attributes first;
    private final int threshold;
    private ReadCount[] kept = new ReadCount[1];
    private int size;
    private int oldest;
    private @Nullable ReadCount last;

    public ReadCounts(int threshold, Attributes first) {
        this.threshold = threshold;
        this.first = first;
    }

    @Override
    public Attributes firstStatement() {
        return first;
    }

    /**
     * Counts one more.
     *
     * @param operation whose first statement it is, or null for a statement that counts by itself
     * @return null when there is no place for it
     */
    @Nullable
    ReadCount add(@Nullable OperationName operation, Attributes statement, long nanos) {
        ReadCount known = find(operation, statement);
        if (known == null) {
            known = keep(new ReadCount(operation, statement, loaderFor(operation)));
        }
        if (known != null) {
            known.add(statement, nanos, threshold);
            last = known;
        }
        return known;
    }

    /** Takes back reads that are reported further below, where they repeated. */
    void takeBack(@Nullable OperationName operation, Attributes statement, int times) {
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
        return candidate.count >= threshold && !candidate.isSequenceCall();
    }

    private @Nullable ReadCount find(@Nullable OperationName operation, Attributes statement) {
        String text = statement.get(ReadCount.TEXT);
        for (int i = 0; i < size; i++) {
            if (kept[i].is(operation, statement, text)) {
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

    /**
     * What has loaded the owners of a lazy role: the last operation for their model, else whatever was last, since the
     * owner of a proxy is not known by the proxy's name.
     */
    private @Nullable String loaderFor(@Nullable OperationName operation) {
        if (operation == null || !operation.isLazy()) {
            return null;
        }
        for (int i = size - 1; i >= 0; i--) {
            OperationName before = kept[i].operation();
            if (before != null && !before.isLazy() && operation.isOfModel(before.model)) {
                return before.full;
            }
        }
        ReadCount previous = last;
        OperationName before = previous == null ? null : previous.operation();
        return before == null ? null : before.full;
    }
}
