package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.tree.EarlyConnect;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.hibernate.internal.session.ConfiguredPool;
import dev.ormtracing.hibernate.internal.session.HibernateTracing;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.jdbc.internal.source.ConnectionTracing;
import io.opentelemetry.api.common.Attributes;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.engine.jdbc.connections.spi.JdbcConnectionAccess;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Where a session gets its connections and gives them back: they are traced from here on, and the provider behind it
 * stays the application's own object and gets its own connections back.
 */
public final class TracedConnectionAccess implements JdbcConnectionAccess {

    private static final long serialVersionUID = 1L;

    private final JdbcConnectionAccess delegate;
    private final SharedSessionContractImplementor session;
    private final transient HibernateTracing tracing;

    public TracedConnectionAccess(
            JdbcConnectionAccess delegate, SharedSessionContractImplementor session, HibernateTracing tracing) {
        this.delegate = delegate;
        this.session = session;
        this.tracing = tracing;
    }

    @Override
    public @Nullable Connection obtainConnection() throws SQLException {
        OperationTracer tracer = tracing.tracer();
        if (session.getJdbcCoordinator() == null) {
            // It connects as it opens: there is no operation yet to be a part of.
            return connect(tracer.startConnect(null, null, poolName()), null);
        }
        Operations operations = tracing.operations();
        TransactionSpan transaction = operations.transactionOf(session);
        Frame current = operations.current(session);
        if (transaction != null || current != null) {
            return connect(tracer.startConnect(current, transaction, poolName()), transaction);
        }
        TracedTransactionCoordinator coordinator = TracedTransactionCoordinator.of(session);
        EarlyConnect early = coordinator == null ? null : tracer.startEarlyConnect();
        return coordinator == null || early == null ? connect(null, null) : connectEarly(early, coordinator);
    }

    private @Nullable Connection connectEarly(EarlyConnect early, TracedTransactionCoordinator coordinator)
            throws SQLException {
        Connection connection;
        try {
            connection = connect(null, null);
        } catch (Throwable e) {
            early.fail(e);
            throw e;
        }
        early.named(poolName());
        early.end();
        coordinator.connectsEarly(early);
        return connection;
    }

    private @Nullable Connection connect(@Nullable JdbcCall connect, @Nullable TransactionSpan transaction)
            throws SQLException {
        ConnectionTracing connections = tracing.connections();
        long start = connections.borrowStarts();
        try {
            Connection connection = delegate.obtainConnection();
            if (connection == null) {
                return null;
            }
            if (start != 0) {
                ConfiguredPool.lends(session.getFactory(), connections, null);
            }
            Connection traced = connections.traceBorrowed(connection, start);
            if (transaction != null) {
                ConnectionTracing.usedBy(traced, transaction);
            }
            return traced;
        } catch (Throwable e) {
            if (connect != null) {
                connect.fail(e, null);
            }
            if (start != 0) {
                ConfiguredPool.lends(session.getFactory(), connections, e);
            }
            throw e;
        } finally {
            if (connect != null) {
                connect.end();
            }
        }
    }

    /** The name of the pool; before anything is known of it but its settings, what these say. */
    private Attributes poolName() {
        ConnectionTracing connections = tracing.connections();
        Attributes known = connections.poolName();
        if (!known.isEmpty()) {
            return known;
        }
        ConfiguredPool.tell(session.getFactory(), connections);
        return connections.poolName();
    }

    @Override
    public void releaseConnection(Connection connection) throws SQLException {
        delegate.releaseConnection(
                connection == null ? null : tracing.connections().givenBack(connection));
    }

    @Override
    public boolean supportsAggressiveRelease() {
        return delegate.supportsAggressiveRelease();
    }

    @Override
    public String toString() {
        return delegate.toString();
    }
}
