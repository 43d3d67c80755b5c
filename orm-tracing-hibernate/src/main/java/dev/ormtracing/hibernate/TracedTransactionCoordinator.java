package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.EarlyConnect;
import dev.ormtracing.core.internal.MergedOperations;
import dev.ormtracing.core.internal.RepeatedOperation;
import dev.ormtracing.core.internal.TransactionSpan;
import dev.ormtracing.core.internal.TransactionSpan.Outcome;
import java.lang.ref.Cleaner.Cleanable;
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
 * goes away with the session even when that is never closed. It is the session's statement net too, since an object less
 * is an object less for every session.
 */
final class TracedTransactionCoordinator extends StatementNet implements TransactionCoordinator {

    private static final long serialVersionUID = 1L;

    private final transient TransactionCoordinator delegate;
    private transient @Nullable TracedTransactionDriver driver;
    private transient @Nullable TransactionSpan transaction;
    private transient @Nullable RepeatedOperation repeated;
    private transient @Nullable MergedOperations siblings;
    private transient @Nullable EarlyConnect connect;

    /** Ends the transaction's span when the session is dropped. */
    private transient @Nullable Cleanable ending;

    TracedTransactionCoordinator(
            TransactionCoordinator delegate,
            TracedTransactionCoordinatorBuilder builder,
            SharedSessionContractImplementor session) {
        super(session, builder);
        this.delegate = delegate;
    }

    /** The span of the running transaction, null when there has been none, {@link TransactionSpan#COMPLETED} after it. */
    @Override
    @Nullable
    TransactionSpan transaction() {
        return transaction;
    }

    void transactionStarts() {
        transactionEnds();
        EarlyConnect early = connect;
        connect = null;
        TransactionSpan span = operations().tracer().startTransaction(early);
        transaction = span;
        if (!span.isEnded()) {
            ending = Cursor.CLEANER.register(this, span::abandon);
        }
        if (isConnected()) {
            span.connectionAcquired();
        }
        SessionConnection.usedBy(span, session());
    }

    void transactionEnds() {
        transactionEnds(null, Outcome.UNKNOWN);
    }

    /** The transaction has been committed or rolled back; the session may go on without. */
    void transactionCompletes(Outcome outcome) {
        transactionEnds(TransactionSpan.COMPLETED, outcome);
    }

    private void transactionEnds(@Nullable TransactionSpan next, Outcome outcome) {
        endPrepared();
        repetitionEnds();
        writeSiblings();
        TransactionSpan before = transaction;
        transaction = next;
        if (before != null) {
            before.end(outcome);
        }
        Cleanable known = ending;
        if (known != null) {
            ending = null;
            known.clean();
        }
    }

    /** The session connects, and nobody has begun a transaction. */
    void connectsEarly(EarlyConnect early) {
        connectSettles();
        connect = early;
    }

    @Override
    void connectSettles() {
        EarlyConnect early = connect;
        if (early != null) {
            connect = null;
            early.settle();
        }
    }

    /** The session's end, however that comes about: also by its own commit, whose span ends before the transaction's. */
    @Override
    public void end() {
        repetitionEnds();
        writeSiblings();
        connectSettles();
        TracedTransactionDriver running = driver;
        if (running == null || !running.isInStep()) {
            transactionEnds();
        }
    }

    /** Where operations that leave their work to the flush are counted. */
    RepeatedOperation repeated() {
        RepeatedOperation known = repeated;
        if (known == null) {
            known = new RepeatedOperation(operations().tracer(), siblings());
            repeated = known;
        }
        return known;
    }

    /** Where many equal operations become one span, or null when all are spans. */
    @Nullable
    MergedOperations siblings() {
        if (siblings == null && operations().tracer().mergesOperations()) {
            siblings = new MergedOperations(operations().tracer());
        }
        return siblings;
    }

    private void writeSiblings() {
        if (siblings != null) {
            siblings.write();
        }
    }

    /** The session does something else. */
    void repetitionEnds() {
        if (repeated != null) {
            repeated.write();
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
