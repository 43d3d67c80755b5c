package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.core.internal.SpanType;
import dev.ormtracing.core.internal.TransactionSpan;
import dev.ormtracing.core.internal.TransactionSpan.Outcome;
import org.hibernate.resource.transaction.spi.TransactionCoordinator.TransactionDriver;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * Traces begin, commit and rollback. Whether the transaction is active is left to the interface's own methods, which
 * ask for the status: their signatures are not the same in all versions.
 */
final class TracedTransactionDriver implements TransactionDriver {

    private final TransactionDriver delegate;
    private final TracedTransactionCoordinator coordinator;
    private boolean inStep;

    TracedTransactionDriver(TransactionDriver delegate, TracedTransactionCoordinator coordinator) {
        this.delegate = delegate;
        this.coordinator = coordinator;
    }

    TransactionDriver delegate() {
        return delegate;
    }

    /** Whether begin, commit or rollback is under way, which ends the transaction's span itself. */
    boolean isInStep() {
        return inStep;
    }

    @Override
    public void begin() {
        coordinator.transactionStarts();
        boolean begun = false;
        try {
            step(SpanType.START_TRANSACTION, delegate::begin);
            begun = true;
            coordinator.noteConnection();
        } finally {
            if (!begun) {
                coordinator.transactionEnds();
            }
        }
    }

    @Override
    public void commit() {
        // Hibernate answers a commit of what is marked for rollback with a rollback.
        boolean rollsBack = delegate.getStatus() == TransactionStatus.MARKED_ROLLBACK;
        complete(rollsBack ? SpanType.ROLLBACK_TRANSACTION : SpanType.COMMIT_TRANSACTION, delegate::commit);
    }

    @Override
    public void rollback() {
        complete(SpanType.ROLLBACK_TRANSACTION, delegate::rollback);
    }

    private void complete(SpanType type, Runnable completion) {
        tellSession();
        Outcome outcome = Outcome.UNKNOWN;
        try {
            step(type, completion);
            outcome = type == SpanType.COMMIT_TRANSACTION ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
        } catch (Throwable e) {
            outcome = outcomeOfFailure();
            throw e;
        } finally {
            coordinator.transactionCompletes(outcome);
        }
    }

    private void tellSession() {
        try {
            TransactionSpan transaction = coordinator.transaction();
            if (transaction == null || transaction.isEnded()) {
                return;
            }
            if (coordinator.session().isDefaultReadOnly()) {
                transaction.readOnly();
            }
            transaction.persistenceContext(
                    coordinator.session().getPersistenceContextInternal().getNumberOfManagedEntities());
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Hibernate rolls back what it fails to commit. It no longer tells when it has given the connection back as it was. */
    private Outcome outcomeOfFailure() {
        try {
            return switch (delegate.getStatus()) {
                case ROLLED_BACK, NOT_ACTIVE -> Outcome.ROLLED_BACK;
                case COMMITTED -> Outcome.COMMITTED;
                default -> Outcome.UNKNOWN;
            };
        } catch (Throwable e) {
            Guard.report(e);
            return Outcome.UNKNOWN;
        }
    }

    private void step(SpanType type, Runnable action) {
        coordinator.repetitionEnds();
        TransactionSpan transaction = coordinator.transaction();
        Frame frame = coordinator.operations().startStep(type, coordinator.session(), transaction);
        inStep = true;
        try {
            action.run();
        } catch (Throwable e) {
            frame.fail(e);
            if (transaction != null) {
                transaction.fail(e);
            }
            throw e;
        } finally {
            inStep = false;
            frame.end();
        }
    }

    @Override
    public TransactionStatus getStatus() {
        return delegate.getStatus();
    }

    @Override
    public void markRollbackOnly() {
        TransactionSpan transaction = coordinator.transaction();
        if (transaction != null && !isInOperation()) {
            transaction.rollbackOnly();
        }
        delegate.markRollbackOnly();
    }

    /** Hibernate marks by itself when an operation fails. */
    private boolean isInOperation() {
        Frame current = coordinator.operations().tracer().current();
        return current != null && current.belongsTo(coordinator.session());
    }
}
