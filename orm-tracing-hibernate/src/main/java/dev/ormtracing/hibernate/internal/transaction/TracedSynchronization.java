package dev.ormtracing.hibernate.internal.transaction;

import org.hibernate.resource.transaction.backend.jta.internal.synchronization.SynchronizationCallbackCoordinator;

/** What Hibernate registers with a transaction of JTA, in front of the session that it tells. */
final class TracedSynchronization implements SynchronizationCallbackCoordinator {

    private final SynchronizationCallbackCoordinator delegate;
    private final JtaTransaction transaction;

    TracedSynchronization(SynchronizationCallbackCoordinator delegate, JtaTransaction transaction) {
        this.delegate = delegate;
        this.transaction = transaction;
    }

    @Override
    public void synchronizationRegistered() {
        delegate.synchronizationRegistered();
        transaction.joined();
    }

    @Override
    public void beforeCompletion() {
        transaction.beforeCompletion(delegate::beforeCompletion);
    }

    @Override
    public void afterCompletion(int status) {
        transaction.afterCompletion(status, () -> delegate.afterCompletion(status));
    }

    @Override
    public void processAnyDelayedAfterCompletion() {
        delegate.processAnyDelayedAfterCompletion();
    }
}
