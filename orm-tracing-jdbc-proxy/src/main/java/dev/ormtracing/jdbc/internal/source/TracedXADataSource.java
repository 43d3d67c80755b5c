package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import java.sql.SQLException;
import javax.sql.XAConnection;
import javax.sql.XAConnectionBuilder;
import javax.sql.XADataSource;
import org.jspecify.annotations.Nullable;

final class TracedXADataSource extends DelegatingXADataSource implements XADataSource {

    private final JdbcTracing tracing;

    TracedXADataSource(XADataSource delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public XAConnection getXAConnection() throws SQLException {
        return TracedXAConnection.of(ConnectSpans.creating(delegate::getXAConnection, tracing), tracing);
    }

    @Override
    public XAConnection getXAConnection(String user, String password) throws SQLException {
        return TracedXAConnection.of(
                ConnectSpans.creating(() -> delegate.getXAConnection(user, password), tracing), tracing);
    }

    @Override
    public @Nullable XAConnectionBuilder createXAConnectionBuilder() throws SQLException {
        XAConnectionBuilder builder = delegate.createXAConnectionBuilder();
        return builder == null ? null : new TracedXAConnectionBuilder(builder, tracing);
    }
}
