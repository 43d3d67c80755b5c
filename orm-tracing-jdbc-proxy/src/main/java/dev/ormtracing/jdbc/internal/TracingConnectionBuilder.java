package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.ChildSpan;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import java.sql.ShardingKey;

final class TracingConnectionBuilder implements ConnectionBuilder {

    private final ConnectionBuilder delegate;
    private final JdbcTracing tracing;

    TracingConnectionBuilder(ConnectionBuilder delegate, JdbcTracing tracing) {
        this.delegate = delegate;
        this.tracing = tracing;
    }

    @Override
    public ConnectionBuilder user(String username) {
        delegate.user(username);
        return this;
    }

    @Override
    public ConnectionBuilder password(String password) {
        delegate.password(password);
        return this;
    }

    @Override
    public ConnectionBuilder shardingKey(ShardingKey shardingKey) {
        delegate.shardingKey(shardingKey);
        return this;
    }

    @Override
    public ConnectionBuilder superShardingKey(ShardingKey superShardingKey) {
        delegate.superShardingKey(superShardingKey);
        return this;
    }

    @Override
    public Connection build() throws SQLException {
        ChildSpan span = tracing.startConnect();
        try {
            Connection connection = delegate.build();
            ConnectSpans.end(span);
            return tracing.trace(connection);
        } catch (Throwable t) {
            ConnectSpans.fail(span, t);
            throw t;
        }
    }
}
