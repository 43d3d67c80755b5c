package dev.ormtracing.quarkus.internal;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.agroal.api.transaction.TransactionAware;
import io.agroal.api.transaction.TransactionIntegration;
import io.agroal.pool.ConnectionHandler;
import io.quarkus.arc.Arc;
import java.sql.SQLException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Shows the commit that a pool sends when a JTA transaction ends. The pool does so on a connection of its own, which no
 * session has; so this stands between the pool and the transaction manager.
 */
public final class TracedTransactions implements TransactionIntegration {

    private final TransactionIntegration delegate;
    private volatile @Nullable ConnectionTracing connections;

    private TracedTransactions(TransactionIntegration delegate) {
        this.delegate = delegate;
    }

    /** Called by Quarkus, whose code is changed so. */
    public static TransactionIntegration around(TransactionIntegration delegate) {
        return new TracedTransactions(delegate);
    }

    /** The pool casts it to its own class. */
    @Override
    public @Nullable TransactionAware getTransactionAware() throws SQLException {
        TransactionAware aware = delegate.getTransactionAware();
        return aware instanceof TracedParticipant traced ? traced.delegate() : aware;
    }

    @Override
    public void associate(TransactionAware aware, @Nullable XAResource resource) throws SQLException {
        // With one, the driver ends the transaction.
        delegate.associate(resource == null ? new TracedParticipant(aware, this) : aware, resource);
    }

    @Override
    public boolean disassociate(TransactionAware aware) throws SQLException {
        return delegate.disassociate(aware);
    }

    @Override
    public void addResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        delegate.addResourceRecoveryFactory(factory);
    }

    @Override
    public void removeResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        delegate.removeResourceRecoveryFactory(factory);
    }

    void commit(TransactionAware participant) throws SQLException {
        ConnectionTracing tracing = connections();
        if (tracing != null && participant instanceof ConnectionHandler handler) {
            tracing.commit(handler.rawConnection(), participant::transactionCommit);
        } else {
            participant.transactionCommit();
        }
    }

    private @Nullable ConnectionTracing connections() {
        ConnectionTracing known = connections;
        if (known == null) {
            try {
                known = ConnectionTracing.of(
                        Arc.container().instance(OrmTracing.class).get());
                connections = known;
            } catch (Throwable e) {
                Guard.report(e);
            }
        }
        return known;
    }
}
