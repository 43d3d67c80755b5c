package dev.ormtracing.quarkus.internal;

import io.agroal.api.transaction.TransactionAware;
import java.sql.SQLException;

/** A connection of a pool in one transaction. */
final class TracedParticipant implements TransactionAware {

    private final TransactionAware delegate;
    private final TracedTransactions transactions;

    TracedParticipant(TransactionAware delegate, TracedTransactions transactions) {
        this.delegate = delegate;
        this.transactions = transactions;
    }

    TransactionAware delegate() {
        return delegate;
    }

    @Override
    public void transactionCommit() throws SQLException {
        transactions.commit(delegate);
    }

    @Override
    public void transactionStart() throws SQLException {
        delegate.transactionStart();
    }

    @Override
    public void transactionBeforeCompletion(boolean successful) {
        delegate.transactionBeforeCompletion(successful);
    }

    @Override
    public void transactionRollback() throws SQLException {
        delegate.transactionRollback();
    }

    @Override
    public void transactionEnd() throws SQLException {
        delegate.transactionEnd();
    }

    @Override
    public void transactionCheckCallback(SQLCallable<Boolean> callback) {
        delegate.transactionCheckCallback(callback);
    }

    @Override
    public Object getConnection() {
        return delegate.getConnection();
    }

    @Override
    public void setFlushOnly() {
        delegate.setFlushOnly();
    }
}
