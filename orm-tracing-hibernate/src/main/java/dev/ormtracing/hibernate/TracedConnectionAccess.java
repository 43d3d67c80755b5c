package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.ChildSpan;
import dev.ormtracing.core.internal.OperationTracer;
import dev.ormtracing.core.internal.TransactionSpan;
import dev.ormtracing.jdbc.internal.TracedConnections;
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
final class TracedConnectionAccess implements JdbcConnectionAccess {

    private static final long serialVersionUID = 1L;

    private final JdbcConnectionAccess delegate;
    private final SharedSessionContractImplementor session;
    private final transient HibernateTracing tracing;

    TracedConnectionAccess(
            JdbcConnectionAccess delegate, SharedSessionContractImplementor session, HibernateTracing tracing) {
        this.delegate = delegate;
        this.session = session;
        this.tracing = tracing;
    }

    @Override
    public @Nullable Connection obtainConnection() throws SQLException {
        TracedConnections connections = tracing.connections();
        ChildSpan connect = startConnect(tracing.tracer());
        long start = connections.borrowStarts();
        try {
            Connection connection = delegate.obtainConnection();
            return connection == null ? null : used(connections.traceBorrowed(connection, start));
        } catch (Throwable e) {
            if (connect != null) {
                connect.fail(e, null);
            }
            throw e;
        } finally {
            if (connect != null) {
                connect.end();
            }
        }
    }

    private Connection used(Connection traced) {
        TransactionSpan transaction = transaction();
        if (transaction != null) {
            TracedConnections.usedBy(traced, transaction);
        }
        return traced;
    }

    private @Nullable TransactionSpan transaction() {
        return session.getJdbcCoordinator() == null
                ? null
                : tracing.operations().transactionOf(session);
    }

    /**
     * A session that connects as it opens has no coordinator yet, and no operation to be a part of. One whose transaction
     * is running is asked for its connection by the application.
     */
    private @Nullable ChildSpan startConnect(OperationTracer tracer) {
        TransactionSpan transaction = transaction();
        return transaction != null || tracer.current() != null || session.getJdbcCoordinator() == null
                ? tracer.startConnect(transaction, Attributes.empty())
                : null;
    }

    @Override
    public void releaseConnection(Connection connection) throws SQLException {
        delegate.releaseConnection(connection == null ? null : TracedConnections.released(connection));
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
