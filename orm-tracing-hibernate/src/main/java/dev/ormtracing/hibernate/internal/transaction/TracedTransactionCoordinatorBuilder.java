package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.LentConnection;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.Traced;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.spi.JtaPlatform;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.backend.jta.internal.JtaTransactionCoordinatorBuilderImpl;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.jspecify.annotations.Nullable;

/**
 * Gives each session a coordinator that traces its transactions, and has it told of the session's end.
 *
 * <p>Of JTA's coordinators, those that Hibernate itself makes: the transaction manager drives those transactions, past
 * Hibernate, and what it says can only be heard from inside.
 */
public final class TracedTransactionCoordinatorBuilder implements TransactionCoordinatorBuilder {

    private final TransactionCoordinatorBuilder delegate;
    private final ConnectionTracing connections;
    final Operations operations;

    /** Whether the first session was opened, which is traced: the SDK may have come after the factory. */
    private volatile boolean started;

    /** Whether sessions and transactions are counted. */
    final boolean measures;

    public TracedTransactionCoordinatorBuilder(TransactionCoordinatorBuilder delegate, OrmTracing tracing) {
        this.delegate = delegate;
        this.connections = ConnectionTracing.of(tracing);
        this.operations = new Operations(tracing.tracer());
        this.measures = tracing.tracer().instrumenter.measures();
    }

    @Override
    public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
        // The session passes itself as the options. Whoever else builds a coordinator runs no operations.
        if (!(options instanceof SharedSessionContractImplementor session)
                || !operations.tracer().isEnabled()) {
            return delegate.buildTransactionCoordinator(owner, options);
        }
        if (!started) {
            started = true;
            HibernateTracing.of(session).tellStart(session.getFactory());
        }
        TracedJtaCoordinator jta = makesHibernatesJta() ? jta(owner, options, session) : null;
        if (jta != null) {
            jta.pulse();
            return jta;
        }
        TransactionCoordinator coordinator = delegate.buildTransactionCoordinator(owner, options);
        try {
            return trace(coordinator, owner, session);
        } catch (Throwable e) {
            Guard.report(e);
            return coordinator;
        }
    }

    private boolean makesHibernatesJta() {
        return delegate.getClass() == JtaTransactionCoordinatorBuilderImpl.class;
    }

    /** The coordinator that Hibernate's own builder would make, but for the join; null when that fails. */
    private @Nullable TracedJtaCoordinator jta(
            TransactionCoordinatorOwner owner, Options options, SharedSessionContractImplementor session) {
        try {
            JtaPlatform platform = session.getFactory().getServiceRegistry().requireService(JtaPlatform.class);
            JtaTransaction transaction = new JtaTransaction(session, this);
            TracedJtaCoordinator traced = new TracedJtaCoordinator(
                    delegate, owner, options.shouldAutoJoinTransaction(), platform, transaction);
            seesItsOwnConnection(owner, session);
            session.getEventListenerManager().addListener(transaction);
            if (measures) {
                transaction.opens();
            }
            SessionConnection.lentTo(owner, session, transaction);
            return traced;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    private TransactionCoordinator trace(
            TransactionCoordinator coordinator,
            TransactionCoordinatorOwner owner,
            SharedSessionContractImplementor session) {
        seesItsOwnConnection(owner, session);
        if (delegate.isJta()) {
            Guard.warnOnce("The transactions of JTA are no spans: their coordinators are made by "
                    + delegate.getClass().getName() + ", not by Hibernate.");
            SessionListener listener = new SessionListener(session, this);
            session.getEventListenerManager().addListener(listener);
            if (measures) {
                listener.opens();
            }
            SessionConnection.lentTo(owner, session, listener);
            return coordinator;
        }
        TracedTransactionCoordinator traced = new TracedTransactionCoordinator(coordinator, this, session);
        session.getEventListenerManager().addListener(traced);
        if (measures) {
            traced.opens();
        }
        SessionConnection.lentTo(owner, session, traced);
        return traced;
    }

    /** Whoever gives a connection to the session, or lends it one, gets that object again. */
    private void seesItsOwnConnection(TransactionCoordinatorOwner owner, SharedSessionContractImplementor session) {
        SuppliedConnection.trace(owner, connections);
        if (session instanceof Traced traced && traced.tracing().isLentByTheApplication(session.getFactory())) {
            LentConnection.standBefore(owner, traced.tracing().connections());
        }
    }

    Operations operations() {
        return operations;
    }

    @Override
    public boolean isJta() {
        return delegate.isJta();
    }

    @Override
    public PhysicalConnectionHandlingMode getDefaultConnectionHandlingMode() {
        return delegate.getDefaultConnectionHandlingMode();
    }

    @Override
    public DdlTransactionIsolator buildDdlTransactionIsolator(JdbcContext context) {
        return DropAtClose.isolator(delegate, context);
    }
}
