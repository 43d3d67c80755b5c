package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.EarlyConnect;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.ManagedEntities;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.core.internal.tree.TransactionSpan.Outcome;
import dev.ormtracing.hibernate.internal.session.Cursor;
import dev.ormtracing.hibernate.internal.session.RunningTransaction;
import java.lang.ref.Cleaner.Cleanable;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator.TransactionDriver;
import org.jspecify.annotations.Nullable;

/**
 * One per session, or per group of sessions that share a connection: the place of the running transaction's span, which
 * goes away with the session even when that is never closed. It is the session's listener too, which spares every
 * session an object.
 */
abstract class SessionTransaction extends SessionListener implements RunningTransaction {

    private static final long serialVersionUID = 1L;

    private transient @Nullable TransactionSpan transaction;
    private transient @Nullable WriteRun writeRun;
    private transient @Nullable MergedOperations siblings;
    private transient @Nullable EarlyConnect connect;

    /** Ends the transaction's span when the session is dropped. */
    private transient @Nullable Cleanable ending;

    private transient boolean inStep;

    SessionTransaction(SharedSessionContractImplementor session, TracedTransactionCoordinatorBuilder builder) {
        super(session, builder);
    }

    @Override
    public final @Nullable TransactionSpan transaction() {
        return transaction;
    }

    final boolean isInTransaction() {
        TransactionSpan running = transaction;
        return running != null && running.isRunning();
    }

    /** The session begins a transaction by that call. */
    void begin(Runnable begin) {
        EarlyConnect early = connect;
        connect = null;
        transactionEnds();
        runs(operations().tracer().startTransaction(early));
        boolean begun = false;
        try {
            step(SpanType.START_TRANSACTION, begin);
            begun = true;
            noteConnection();
        } finally {
            if (!begun) {
                transactionEnds();
            }
        }
    }

    /** The session commits or rolls back by that call, which is one of the driver's. */
    abstract void complete(SpanType type, TransactionDriver driver, Runnable completion);

    final void transactionStarts(TransactionSpan span) {
        transactionEnds();
        runs(span);
    }

    private void runs(TransactionSpan span) {
        transaction = span;
        if (!span.isEnded()) {
            ending = Cursor.CLEANER.register(this, span::abandon);
        }
        if (isConnected()) {
            span.connectionAcquired();
        }
        SessionConnection.usedBy(span, session());
    }

    final void transactionEnds() {
        writeOperations();
        transactionEnds(null, Outcome.UNKNOWN);
    }

    /** The transaction has been committed or rolled back; the session may go on without. From whatever thread. */
    final void transactionCompletes(Outcome outcome) {
        transactionEnds(TransactionSpan.COMPLETED, outcome);
    }

    private void transactionEnds(@Nullable TransactionSpan next, Outcome outcome) {
        TransactionSpan before = transaction;
        transaction = next;
        if (before != null) {
            before.end(outcome);
            if (builder.measures && before != TransactionSpan.COMPLETED) {
                count(outcome);
            }
        }
        Cleanable known = ending;
        if (known != null) {
            ending = null;
            known.clean();
        }
    }

    private void count(Outcome outcome) {
        Metrics metrics = operations().tracer().metrics();
        if (metrics != null) {
            metrics.transactionEnds(outcome.text);
        }
    }

    /** The session connects, and nobody has begun a transaction. */
    final void connectsEarly(EarlyConnect early) {
        connectSettles();
        connect = early;
    }

    @Override
    public final void connectSettles() {
        EarlyConnect early = connect;
        if (early != null) {
            connect = null;
            early.settle();
        }
    }

    /** Runs begin, commit or rollback, which end the transaction's span themselves. */
    final void step(SpanType type, Runnable action) {
        writeRunEnds();
        TransactionSpan running = transaction;
        Frame frame = operations().startStep(type, session(), running);
        inStep = true;
        try {
            action.run();
        } catch (Throwable e) {
            frame.fail(e);
            if (running != null) {
                running.fail(e);
            }
            throw e;
        } finally {
            inStep = false;
            frame.end();
        }
    }

    final boolean isInStep() {
        return inStep;
    }

    /** Tells what the session is like when its transaction ends. */
    final void tellSession() {
        try {
            TransactionSpan running = transaction;
            if (running == null || running.isEnded()) {
                return;
            }
            if (session().isDefaultReadOnly()) {
                running.readOnly();
            }
            ManagedEntities.atEnd(
                    running, session().getPersistenceContextInternal().getNumberOfManagedEntities());
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public final WriteRun writeRun() {
        WriteRun known = writeRun;
        if (known == null) {
            known = operations().tracer().writeRun(siblings());
            writeRun = known;
        }
        return known;
    }

    @Override
    public final @Nullable MergedOperations siblings() {
        if (siblings == null) {
            siblings = operations().tracer().mergedOperations();
        }
        return siblings;
    }

    @Override
    public final void writeRunEnds() {
        if (writeRun != null) {
            writeRun.write();
        }
    }

    /** Writes what has been kept to be told with more of its kind. */
    final void writeOperations() {
        endPrepared();
        writeRunEnds();
        if (siblings != null) {
            siblings.write();
        }
    }
}
