package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.TransactionSpan.Outcome;
import dev.ormtracing.hibernate.internal.session.RunningTransaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.jpa.spi.JpaCompliance;
import org.hibernate.resource.transaction.spi.IsolationDelegate;
import org.hibernate.resource.transaction.spi.SynchronizationRegistry;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/** The coordinator of a session that begins and ends its transactions itself. */
final class TracedTransactionCoordinator extends SessionTransaction
        implements TransactionCoordinator, RunningTransaction.Holder {

    private static final long serialVersionUID = 1L;

    private final transient TransactionCoordinator delegate;
    private transient @Nullable TracedTransactionDriver driver;

    TracedTransactionCoordinator(
            TransactionCoordinator delegate,
            TracedTransactionCoordinatorBuilder builder,
            SharedSessionContractImplementor session) {
        super(session, builder);
        this.delegate = delegate;
    }

    /** The session's, or null when that is none of these. */
    static @Nullable TracedTransactionCoordinator of(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator() instanceof TracedTransactionCoordinator coordinator
                ? coordinator
                : null;
    }

    @Override
    public RunningTransaction running() {
        return this;
    }

    @Override
    void complete(SpanType type, TransactionDriver driver, Runnable completion) {
        tellSession();
        Outcome outcome = Outcome.UNKNOWN;
        try {
            step(type, completion);
            outcome = type == SpanType.COMMIT_TRANSACTION ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
        } catch (Throwable e) {
            outcome = outcomeOfFailure(driver);
            throw e;
        } finally {
            writeOperations();
            transactionCompletes(outcome);
        }
    }

    /** Hibernate rolls back what it fails to commit. It no longer tells when it has given the connection back as it was. */
    private static Outcome outcomeOfFailure(TransactionDriver driver) {
        try {
            return switch (driver.getStatus()) {
                case ROLLED_BACK, NOT_ACTIVE -> Outcome.ROLLED_BACK;
                case COMMITTED -> Outcome.COMMITTED;
                default -> Outcome.UNKNOWN;
            };
        } catch (Throwable e) {
            Guard.report(e);
            return Outcome.UNKNOWN;
        }
    }

    /** The session's end, however that comes about: also by its own commit, whose span ends before the transaction's. */
    @Override
    public void end() {
        if (counted) {
            closes();
        }
        writeOperations();
        connectSettles();
        if (!isInStep()) {
            transactionEnds();
        }
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
        return delegate.getTransactionCoordinatorBuilder();
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
