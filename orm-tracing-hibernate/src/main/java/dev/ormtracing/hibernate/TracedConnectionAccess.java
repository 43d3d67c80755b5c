package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.ChildSpan;
import dev.ormtracing.core.internal.OperationTracer;
import dev.ormtracing.jdbc.internal.TracedConnections;
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
            return connection == null ? null : connections.traceBorrowed(connection, start);
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

    /** A session that connects as it opens has no coordinator yet, and no operation to be a part of. */
    private @Nullable ChildSpan startConnect(OperationTracer tracer) {
        return tracer.current() != null || session.getJdbcCoordinator() == null ? tracer.startConnect() : null;
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
