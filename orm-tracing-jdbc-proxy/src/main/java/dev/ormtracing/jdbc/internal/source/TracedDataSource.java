package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.core.internal.span.StartLine;
import dev.ormtracing.core.internal.tree.JdbcCall;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Closeable, since a container closes the bean that it knows, which is this one and not the pool. */
final class TracedDataSource extends DelegatingDataSource implements DataSource, AutoCloseable {

    private final JdbcTracing tracing;
    private final LentPools pools = new LentPools();
    private final StartLine startLine = new StartLine();

    TracedDataSource(DataSource delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    @Override
    public Connection getConnection() throws SQLException {
        PoolUrls.tell(delegate, tracing);
        long start = tracing.borrowStarts();
        JdbcCall span = tracing.startConnect();
        try {
            return connected(span, delegate.getConnection(), start);
        } catch (Throwable t) {
            ConnectSpans.fail(span, t);
            pools.failed(delegate, tracing, t);
            throw t;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        PoolUrls.tell(delegate, tracing);
        long start = tracing.borrowStarts();
        JdbcCall span = tracing.startConnect();
        try {
            return connected(span, delegate.getConnection(user, password), start);
        } catch (Throwable t) {
            ConnectSpans.fail(span, t);
            pools.failed(delegate, tracing, t);
            throw t;
        }
    }

    @Override
    public @Nullable ConnectionBuilder createConnectionBuilder() throws SQLException {
        ConnectionBuilder builder = delegate.createConnectionBuilder();
        return builder == null ? null : new TracedConnectionBuilder(builder, tracing);
    }

    /** A pool may stand behind a DataSource that cannot be closed, such as one of Spring's adapters. */
    @Override
    public void close() throws Exception {
        ClosingPools.close(delegate);
    }

    private Connection connected(@Nullable JdbcCall span, Connection connection, long start) {
        ConnectSpans.end(span);
        if (!startLine.told) {
            tracing.tell(startLine, delegate);
        }
        if (start != 0) {
            pools.lent(delegate, tracing);
        }
        return TracedConnection.ofBorrowed(connection, tracing, start);
    }
}
