package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import org.hibernate.resource.transaction.spi.TransactionCoordinator.TransactionDriver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Traces begin, commit and rollback. Whether the transaction is active is left to the interface's own methods, which
 * ask for the status: their signatures are not the same in all versions.
 */
final class TracedTransactionDriver implements TransactionDriver {

    private final TransactionDriver delegate;
    private final SessionTransaction transactions;

    TracedTransactionDriver(TransactionDriver delegate, SessionTransaction transactions) {
        this.delegate = delegate;
        this.transactions = transactions;
    }

    TransactionDriver delegate() {
        return delegate;
    }

    @Override
    public void begin() {
        transactions.begin(delegate::begin);
    }

    @Override
    public void commit() {
        // Hibernate answers a commit of what is marked for rollback with a rollback.
        boolean rollsBack = getStatus() == TransactionStatus.MARKED_ROLLBACK;
        transactions.complete(
                rollsBack ? SpanType.ROLLBACK_TRANSACTION : SpanType.COMMIT_TRANSACTION, delegate, delegate::commit);
    }

    @Override
    public void rollback() {
        transactions.complete(SpanType.ROLLBACK_TRANSACTION, delegate, delegate::rollback);
    }

    /** Notes a mark for rollback: nothing else reports one that is set by JTA's own interfaces. */
    @Override
    public TransactionStatus getStatus() {
        TransactionStatus status = delegate.getStatus();
        if (status == TransactionStatus.MARKED_ROLLBACK) {
            noteMark();
        }
        return status;
    }

    @Override
    public void markRollbackOnly() {
        noteMark();
        delegate.markRollbackOnly();
    }

    private void noteMark() {
        TransactionSpan transaction = transactions.transaction();
        if (transaction != null && !isInOperation()) {
            transaction.rollbackOnly();
        }
    }

    /** Hibernate marks by itself when an operation fails. */
    private boolean isInOperation() {
        Frame current = transactions.operations().tracer().current();
        return current != null && current.belongsTo(transactions.session());
    }
}
