package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

final class TracingXAConnectionBuilder extends DelegatingXAConnectionBuilder implements XAConnectionBuilder {

    private final JdbcTracing tracing;

    TracingXAConnectionBuilder(XAConnectionBuilder delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public XAConnection build() throws SQLException {
        return TracingXAConnection.of(ConnectSpans.around(delegate::build, tracing), tracing);
    }
}
