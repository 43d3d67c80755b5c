package dev.ormtracing.core.internal.nplusone;

import org.jspecify.annotations.Nullable;

/** What the statements of one transaction have read and written so far. Of one thread at a time. */
public final class StatementCounts {

    private @Nullable ReadCounts reads;
    private @Nullable WriteCounts writes;
    private boolean wrote;

    public ReadCounts reads(int threshold) {
        ReadCounts known = reads;
        if (known == null) {
            known = ReadCounts.ofTransaction(threshold);
            reads = known;
        }
        return known;
    }

    /**
     * A statement has changed something.
     *
     * @param nPlusOne null where it is switched off
     * @param by what has executed it; null for JDBC of the application
     */
    public void written(
            @Nullable NPlusOne nPlusOne,
            ReadScope transaction,
            @Nullable WriteOperation by,
            DescribedStatement statement,
            boolean batch,
            long nanos) {
        wrote = true;
        if (nPlusOne == null || batch || statement.isBatch()) {
            return;
        }
        WriteCounts all = writes;
        if (all == null) {
            all = new WriteCounts();
            writes = all;
        }
        nPlusOne.written(transaction.span(), all, by, statement, nanos);
    }

    /** The database has made keys for what was written last. */
    public void keysReturn() {
        if (writes != null) {
            writes.keysReturn();
        }
    }

    /** The transaction ends: what repeats is said on its span, and what does not counts for the span around. */
    public void end(NPlusOne nPlusOne, ReadScope transaction, boolean rolledBack, long epochNanos) {
        if (reads != null) {
            nPlusOne.describe(transaction.span(), reads, null, epochNanos);
            if (!wrote && !rolledBack) {
                nPlusOne.transactionEnds(transaction, reads);
            }
        }
        if (writes != null) {
            nPlusOne.describe(transaction.span(), writes, epochNanos);
        }
    }
}
