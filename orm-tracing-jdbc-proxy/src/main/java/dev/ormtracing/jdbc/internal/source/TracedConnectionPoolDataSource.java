package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;
import org.jspecify.annotations.Nullable;

final class TracedConnectionPoolDataSource extends DelegatingConnectionPoolDataSource
        implements ConnectionPoolDataSource {

    private final JdbcTracing tracing;

    TracedConnectionPoolDataSource(ConnectionPoolDataSource delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return TracedPooledConnection.of(ConnectSpans.creating(delegate::getPooledConnection, tracing), tracing);
    }

    @Override
    public PooledConnection getPooledConnection(String user, String password) throws SQLException {
        return TracedPooledConnection.of(
                ConnectSpans.creating(() -> delegate.getPooledConnection(user, password), tracing), tracing);
    }

    @Override
    public @Nullable PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
        PooledConnectionBuilder builder = delegate.createPooledConnectionBuilder();
        return builder == null ? null : new TracedPooledConnectionBuilder(builder, tracing);
    }
}
