package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

final class TracedPooledConnectionBuilder extends DelegatingPooledConnectionBuilder implements PooledConnectionBuilder {

    private final JdbcTracing tracing;

    TracedPooledConnectionBuilder(PooledConnectionBuilder delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public PooledConnection build() throws SQLException {
        return TracedPooledConnection.of(ConnectSpans.creating(delegate::build, tracing), tracing);
    }
}
