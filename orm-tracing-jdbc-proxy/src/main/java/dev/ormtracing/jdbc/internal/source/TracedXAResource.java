package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.database.TransactionCommand;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Shows how a transaction manager ends the branch; another resource is shown to the driver as its own. */
final class TracedXAResource extends DelegatingXAResource implements XAResource {

    private final TracedPooledConnection owner;

    TracedXAResource(XAResource delegate, TracedPooledConnection owner) {
        super(delegate);
        this.owner = owner;
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws XAException;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        return traced(TransactionCommand.XA_PREPARE, () -> delegate.prepare(xid));
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        traced(TransactionCommand.XA_COMMIT, () -> {
            delegate.commit(xid, onePhase);
            return this;
        });
    }

    @Override
    public void rollback(Xid xid) throws XAException {
        traced(TransactionCommand.XA_ROLLBACK, () -> {
            delegate.rollback(xid);
            return this;
        });
    }

    @Override
    public boolean isSameRM(XAResource other) throws XAException {
        return delegate.isSameRM(other instanceof TracedXAResource traced ? traced.delegate : other);
    }

    private <T> T traced(TransactionCommand command, Call<T> call) throws XAException {
        TracedConnection connection = owner.lastHandle();
        if (connection != null) {
            connection.completes(command, owner.handles.enlistedIn());
        }
        JdbcCall span = connection == null ? null : connection.start(command);
        try {
            T result = call.run();
            if (connection != null) {
                connection.end(span, false);
            }
            return result;
        } catch (Throwable t) {
            if (connection != null) {
                connection.fail(span, t);
            }
            throw t;
        } finally {
            if (connection != null) {
                connection.transactionEnds();
                connection.usedBy(null);
            }
        }
    }
}
