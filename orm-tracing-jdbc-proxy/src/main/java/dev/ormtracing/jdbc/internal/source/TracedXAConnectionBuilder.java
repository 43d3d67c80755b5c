package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;

final class TracedXAConnectionBuilder extends DelegatingXAConnectionBuilder implements XAConnectionBuilder {

    private final JdbcTracing tracing;

    TracedXAConnectionBuilder(XAConnectionBuilder delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public XAConnection build() throws SQLException {
        return TracedXAConnection.of(ConnectSpans.creating(delegate::build, tracing), tracing);
    }
}
