package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;

final class TracingConnectionBuilder extends DelegatingConnectionBuilder implements ConnectionBuilder {

    private final JdbcTracing tracing;

    TracingConnectionBuilder(ConnectionBuilder delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public Connection build() throws SQLException {
        return tracing.trace(ConnectSpans.around(delegate::build, tracing));
    }
}
