package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.AnyCopy;
import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import dev.ormtracing.jdbc.internal.proxy.PooledHandles;
import dev.ormtracing.jdbc.internal.proxy.TracedConnection;
import dev.ormtracing.jdbc.internal.proxy.TracedPooledHandle;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/** A physical connection whose handles are traced, and whose events come from this object, as a pool compares them. */
class TracedPooledConnection extends DelegatingPooledConnection implements PooledConnection {

    private final JdbcTracing tracing;
    private final ListenerAdapters<ConnectionEventListener> connectionListeners = new ListenerAdapters<>();
    private final ListenerAdapters<StatementEventListener> statementListeners = new ListenerAdapters<>();

    final PooledHandles handles = new PooledHandles();

    /** Volatile, since a transaction manager may roll back on a thread of its own. */
    private volatile @Nullable TracedConnection lastHandle;

    TracedPooledConnection(PooledConnection delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    static PooledConnection of(PooledConnection connection, JdbcTracing tracing) {
        return connection == null || isTraced(connection)
                ? connection
                : new TracedPooledConnection(connection, tracing);
    }

    /** By this copy of the library or by one in another class loader. */
    static boolean isTraced(PooledConnection connection) {
        return connection instanceof TracedPooledConnection
                || AnyCopy.isInstance(connection, TracedPooledConnection.class)
                || AnyCopy.isInstance(connection, TracedXAConnection.class);
    }

    @Override
    public final Connection getConnection() throws SQLException {
        Connection handle = delegate.getConnection();
        TracedConnection last = lastHandle;
        if (last != null && last.original() == handle) {
            return last;
        }
        if (tracing.leavesAlone(handle)) {
            lastHandle = null;
            return handle;
        }
        TracedConnection traced = new TracedPooledHandle(handle, tracing, handles);
        lastHandle = traced;
        return traced;
    }

    @Override
    public final void addConnectionEventListener(ConnectionEventListener listener) {
        delegate.addConnectionEventListener(adapterOf(listener));
    }

    @Override
    public final void removeConnectionEventListener(ConnectionEventListener listener) {
        delegate.removeConnectionEventListener(adapterOf(listener));
    }

    @Override
    public final void addStatementEventListener(StatementEventListener listener) {
        handles.watchStatements();
        delegate.addStatementEventListener(adapterOf(listener));
    }

    @Override
    public final void removeStatementEventListener(StatementEventListener listener) {
        delegate.removeStatementEventListener(adapterOf(listener));
    }

    /** The handle that the application got last, closed or not: it knows the database. Null if none is traced. */
    final @Nullable TracedConnection lastHandle() {
        return lastHandle;
    }

    private @Nullable ConnectionEventListener adapterOf(@Nullable ConnectionEventListener listener) {
        return listener == null ? null : connectionListeners.of(listener, added -> new ConnectionEvents(this, added));
    }

    private @Nullable StatementEventListener adapterOf(@Nullable StatementEventListener listener) {
        return listener == null ? null : statementListeners.of(listener, added -> new StatementEvents(this, added));
    }
}
