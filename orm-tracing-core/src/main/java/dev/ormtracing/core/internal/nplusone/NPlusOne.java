package dev.ormtracing.core.internal.nplusone;

import dev.ormtracing.core.internal.measure.LogEvents;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.StatementPurpose;
import io.opentelemetry.api.trace.Span;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the same read, again and again, below one parent: an operation, a transaction, or a span of the application.
 * What does not repeat in a transaction counts for the span around it too, as for a loop whose every turn has a
 * transaction of its own. Not if the transaction has changed something: then it is a unit of work, which nobody would
 * make one of. Nor if it was rolled back: then it may run again. Thread-safe.
 */
public final class NPlusOne {

    private final int threshold;
    private final NPlusOneMark mark;
    private final UnbatchedWritesMark writes;
    private final SpanReadCounts spans;

    public NPlusOne(int threshold, Supplier<@Nullable Metrics> metrics, LogEvents events) {
        this.threshold = threshold;
        this.mark = new NPlusOneMark(metrics, events);
        this.writes = new UnbatchedWritesMark(events);
        this.spans = new SpanReadCounts(threshold, mark);
    }

    /** How many equal reads it takes. */
    public int threshold() {
        return threshold;
    }

    /** Adds a statement to what the operation of this span has read. */
    public Reads and(Span span, @Nullable Reads reads, ReadStatement statement, @Nullable StatementPurpose purpose) {
        if (reads == null) {
            return statement;
        }
        ReadCounts all = several(reads);
        ReadCount read = all.add(null, statement.firstStatement(), statement.nanos());
        if (read != null && purpose != null) {
            read.purpose = purpose;
        }
        tellWhileRunning(span, all, read);
        return all;
    }

    /** Adds an operation that has ended to what the enclosing operation, the one of this span, has read. */
    public Reads and(
            Span span, @Nullable Reads reads, ReadOperation operation, DescribedStatement statement, long nanos) {
        ReadCounts all = reads == null ? new ReadCounts(threshold, DescribedStatement.NONE) : several(reads);
        tellWhileRunning(span, all, all.add(operation, statement, nanos));
        return all;
    }

    /** Marks a span that has not ended with its subjects. Their number and the remedy follow when the span ends. */
    private void tellWhileRunning(Span span, ReadCounts all, @Nullable ReadCount read) {
        if (read != null && read.count == threshold && all.isSuspect(read)) {
            mark.subjects(span, all);
        }
    }

    private ReadCounts several(Reads reads) {
        if (reads instanceof ReadStatement first) {
            ReadCounts all = new ReadCounts(threshold, first.firstStatement());
            all.add(null, first.firstStatement(), first.nanos());
            return all;
        }
        return (ReadCounts) reads;
    }

    /**
     * A statement that belongs to no operation has returned rows. For the other parameters see {@link #ends}.
     *
     * @param transaction the running transaction of its connection, or null
     */
    public void statementEnds(
            @Nullable ReadScope transaction, boolean direct, Span outer, DescribedStatement statement, long nanos) {
        ends(transaction != null && transaction.isEnded() ? null : transaction, direct, outer, null, statement, nanos);
    }

    /**
     * An operation that has returned rows ends, and no other one encloses it; or a statement that belongs to none.
     *
     * @param transaction the running transaction of its session, or null
     * @param direct whether the operation is a child of the transaction's span
     * @param outer the span that was current when it started
     * @param operation null for a statement
     */
    public void ends(
            @Nullable ReadScope transaction,
            boolean direct,
            Span outer,
            @Nullable ReadOperation operation,
            DescribedStatement statement,
            long nanos) {
        if (transaction == null) {
            spans.add(outer, operation, statement, nanos);
            return;
        }
        if (direct) {
            inTransaction(transaction, operation, statement, nanos);
            return;
        }
        int below = spans.add(outer, operation, statement, nanos);
        if (below < threshold) {
            inTransaction(transaction, operation, statement, nanos);
        } else if (below == threshold) {
            transaction
                    .repetitions(threshold)
                    .takeBack(operation == null ? null : operation.name(), statement, threshold - 1);
        }
    }

    private void inTransaction(
            ReadScope transaction, @Nullable ReadOperation operation, DescribedStatement statement, long nanos) {
        ReadCounts all = transaction.repetitions(threshold);
        tellWhileRunning(transaction.span(), all, all.add(operation, statement, nanos));
    }

    /** A transaction ends that has read only, and was not rolled back: it may be one turn of a loop. */
    public void transactionEnds(ReadScope transaction, ReadCounts reads) {
        spans.addAll(transaction.outerSpan(), reads);
    }

    /**
     * A statement of a transaction has changed rows, and was no batch.
     *
     * @param by what has executed it; null for JDBC of the application
     */
    public void written(
            Span span, WriteCounts all, @Nullable WriteOperation by, DescribedStatement statement, long nanos) {
        WriteCount write = all.add(by, statement, nanos);
        if (write != null && write.count == threshold) {
            writes.subjects(span, all.suspects(threshold));
        }
    }

    /** Records on the span, which ends now, what was written row by row. */
    public void describe(Span span, WriteCounts all, long epochNanos) {
        if (span.isRecording()) {
            writes.ending(span, all.suspects(threshold), epochNanos);
        }
    }

    /** Records on the span, which ends now, what was read repeatedly below it. */
    public void describe(Span span, ReadCounts reads, @Nullable OperationName operation, long epochNanos) {
        if (span.isRecording()) {
            mark.ending(span, reads, operation, epochNanos);
        }
    }
}
