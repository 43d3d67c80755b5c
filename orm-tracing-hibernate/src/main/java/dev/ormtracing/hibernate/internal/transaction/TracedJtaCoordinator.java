package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.hibernate.internal.session.RunningTransaction;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.jdbc.spi.JdbcSessionContext;
import org.hibernate.resource.transaction.backend.jta.internal.JtaTransactionCoordinatorImpl;
import org.hibernate.resource.transaction.backend.jta.internal.synchronization.SynchronizationCallbackCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.jspecify.annotations.Nullable;

/**
 * Hibernate's own coordinator for JTA, which hears what the transaction manager tells it. A subclass, since sessions ask
 * for that class when a transaction was rolled back by another thread; and since nothing is registered with the manager
 * then but what Hibernate registers anyway, in the same order.
 */
public final class TracedJtaCoordinator extends JtaTransactionCoordinatorImpl implements RunningTransaction.Holder {

    private final JtaTransaction transaction;
    private @Nullable TracedTransactionDriver driver;
    private @Nullable TracedSynchronization synchronization;

    TracedJtaCoordinator(
            TransactionCoordinatorBuilder builder,
            TransactionCoordinatorOwner owner,
            boolean joins,
            JtaPlatform platform,
            JtaTransaction transaction) {
        super(
                builder,
                owner,
                joins,
                platform,
                contextOf(owner).isPreferUserTransaction(),
                contextOf(owner).isJtaTrackByThread());
        this.transaction = transaction;
    }

    private static JdbcSessionContext contextOf(TransactionCoordinatorOwner owner) {
        return owner.getJdbcSessionOwner().getJdbcSessionContext();
    }

    @Override
    public @Nullable RunningTransaction running() {
        return transaction;
    }

    /** Does at once what the session is about to do; it is the session that says what is wrong with that. */
    public void joinFirst() {
        if (!isJoined() && !transaction.session().isClosed()) {
            try {
                pulse();
            } catch (RuntimeException saidByTheSession) {
                // It tries again.
            }
        }
    }

    /** Hibernate's constructor calls it, when nothing is here yet to hear of the join; the builder does it after that. */
    @Override
    public void pulse() {
        if (transaction != null) {
            super.pulse();
        }
    }

    @Override
    public TransactionDriver getTransactionDriverControl() {
        TransactionDriver control = super.getTransactionDriverControl();
        TracedTransactionDriver traced = driver;
        if (traced == null || traced.delegate() != control) {
            traced = new TracedTransactionDriver(control, transaction);
            driver = traced;
        }
        return traced;
    }

    @Override
    public SynchronizationCallbackCoordinator getSynchronizationCallbackCoordinator() {
        TracedSynchronization traced = synchronization;
        if (traced == null) {
            traced = new TracedSynchronization(super.getSynchronizationCallbackCoordinator(), transaction);
            synchronization = traced;
        }
        return traced;
    }
}
