package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.TransactionSpan;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.spi.JpaCompliance;
import org.hibernate.resource.transaction.spi.IsolationDelegate;
import org.hibernate.resource.transaction.spi.SynchronizationRegistry;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * One per session, or per group of sessions that share a connection: the place of the running transaction's span, which
 * goes away with the session even when that is never closed.
 */
final class TracedTransactionCoordinator implements TransactionCoordinator {

    private final TransactionCoordinator delegate;
    private final TransactionCoordinatorBuilder builder;
    private final SharedSessionContractImplementor session;
    private final Operations operations;

    private @Nullable TracedTransactionDriver driver;
    private @Nullable TransactionSpan transaction;

    TracedTransactionCoordinator(
            TransactionCoordinator delegate,
            TransactionCoordinatorBuilder builder,
            SharedSessionContractImplementor session,
            Operations operations) {
        this.delegate = delegate;
        this.builder = builder;
        this.session = session;
        this.operations = operations;
    }

    /** The span of the running transaction, or null when there is none. */
    @Nullable
    TransactionSpan transaction() {
        return transaction;
    }

    void transactionStarts(TransactionSpan span) {
        transactionEnds();
        transaction = span;
    }

    void transactionEnds() {
        TransactionSpan ending = transaction;
        transaction = null;
        if (ending != null) {
            ending.end();
        }
    }

    /** A session may be closed by its own commit, whose span has to end before that of the transaction. */
    void sessionEnds() {
        TracedTransactionDriver running = driver;
        if (running == null || !running.isInStep()) {
            transactionEnds();
        }
    }

    SharedSessionContractImplementor session() {
        return session;
    }

    Operations operations() {
        return operations;
    }

    @Override
    public TransactionDriver getTransactionDriverControl() {
        TransactionDriver control = delegate.getTransactionDriverControl();
        TracedTransactionDriver traced = driver;
        if (traced == null || traced.delegate() != control) {
            traced = new TracedTransactionDriver(control, this);
            driver = traced;
        }
        return traced;
    }

    @Override
    public TransactionCoordinatorBuilder getTransactionCoordinatorBuilder() {
        return builder;
    }

    @Override
    public SynchronizationRegistry getLocalSynchronizations() {
        return delegate.getLocalSynchronizations();
    }

    @Override
    public JpaCompliance getJpaCompliance() {
        return delegate.getJpaCompliance();
    }

    @Override
    public void explicitJoin() {
        delegate.explicitJoin();
    }

    @Override
    public boolean isJoined() {
        return delegate.isJoined();
    }

    @Override
    public void pulse() {
        delegate.pulse();
    }

    @Override
    public boolean isActive() {
        return delegate.isActive();
    }

    @Override
    public boolean isTransactionActive() {
        return delegate.isTransactionActive();
    }

    @Override
    public IsolationDelegate createIsolationDelegate() {
        return delegate.createIsolationDelegate();
    }

    @Override
    public void addObserver(TransactionObserver observer) {
        delegate.addObserver(observer);
    }

    @Override
    public void removeObserver(TransactionObserver observer) {
        delegate.removeObserver(observer);
    }

    @Override
    public void setTimeOut(int seconds) {
        delegate.setTimeOut(seconds);
    }

    @Override
    public int getTimeOut() {
        return delegate.getTimeOut();
    }

    @Override
    public void invalidate() {
        delegate.invalidate();
    }
}
