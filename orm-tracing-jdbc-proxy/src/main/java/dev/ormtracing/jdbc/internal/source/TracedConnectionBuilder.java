package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;

final class TracedConnectionBuilder extends DelegatingConnectionBuilder implements ConnectionBuilder {

    private final JdbcTracing tracing;

    TracedConnectionBuilder(ConnectionBuilder delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public Connection build() throws SQLException {
        return TracedConnection.of(ConnectSpans.around(delegate::build, tracing), tracing);
    }
}
