package dev.ormtracing.hibernate;

import dev.ormtracing.core.OrmTracing;
import dev.ormtracing.core.internal.Guard;
import dev.ormtracing.jdbc.internal.TracedConnections;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.resource.transaction.spi.TransactionCoordinator;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorBuilder;
import org.hibernate.resource.transaction.spi.TransactionCoordinatorOwner;
import org.hibernate.tool.schema.internal.exec.JdbcContext;

/**
 * Gives each session a coordinator that traces its transactions, and has it told of the session's end.
 *
 * <p>JTA's coordinators are left alone: the transaction manager drives those transactions, past Hibernate, and
 * Hibernate asks for them by class.
 */
final class TracedTransactionCoordinatorBuilder implements TransactionCoordinatorBuilder {

    private final TransactionCoordinatorBuilder delegate;
    private final TracedConnections connections;
    private final Operations operations;

    TracedTransactionCoordinatorBuilder(TransactionCoordinatorBuilder delegate, OrmTracing tracing) {
        this.delegate = delegate;
        this.connections = TracedConnections.of(tracing);
        this.operations = new Operations(tracing.tracer());
    }

    @Override
    public TransactionCoordinator buildTransactionCoordinator(TransactionCoordinatorOwner owner, Options options) {
        TransactionCoordinator coordinator = delegate.buildTransactionCoordinator(owner, options);
        // The session passes itself as the options. Whoever else builds a coordinator runs no operations.
        if (!(options instanceof SharedSessionContractImplementor session)
                || !operations.tracer().isEnabled()) {
            return coordinator;
        }
        try {
            return trace(coordinator, owner, session);
        } catch (Throwable e) {
            Guard.report(e);
            return coordinator;
        }
    }

    private TransactionCoordinator trace(
            TransactionCoordinator coordinator,
            TransactionCoordinatorOwner owner,
            SharedSessionContractImplementor session) {
        SuppliedConnection.trace(owner, connections);
        if (delegate.isJta()) {
            session.getEventListenerManager().addListener(new StatementNet(session, this));
            return coordinator;
        }
        TracedTransactionCoordinator traced = new TracedTransactionCoordinator(coordinator, this, session);
        session.getEventListenerManager().addListener(traced);
        return traced;
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
        return delegate.buildDdlTransactionIsolator(context);
    }
}
