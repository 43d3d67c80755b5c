package dev.ormtracing.jdbc.internal;

import dev.ormtracing.core.internal.TransactionSpan;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.WeakHashMap;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEventListener;
import org.jspecify.annotations.Nullable;

/** A physical connection whose handles are traced, and whose events come from this object, as a pool compares them. */
class TracingPooledConnection extends DelegatingPooledConnection implements PooledConnection {

    private final JdbcTracing tracing;
    private final ListenerAdapters<ConnectionEventListener> connectionListeners = new ListenerAdapters<>();
    private final ListenerAdapters<StatementEventListener> statementListeners = new ListenerAdapters<>();

    /** By the driver's statement, for as long as the application holds the wrapper. */
    private final Map<PreparedStatement, WeakReference<PreparedStatement>> handedOut = new WeakHashMap<>();

    /** Only then statements are noted: a pool of statements listens from the beginning, and nobody else does. */
    private volatile boolean statementsAreWatched;

    /** Volatile, since a transaction manager may roll back on a thread of its own. */
    private volatile @Nullable TracingConnection lastHandle;

    private volatile @Nullable TransactionSpan enlistedIn;

    /** Null until a statement has run. */
    private volatile @Nullable PhysicalConnection physical;

    TracingPooledConnection(PooledConnection delegate, JdbcTracing tracing) {
        super(delegate);
        this.tracing = tracing;
    }

    static PooledConnection of(PooledConnection connection, JdbcTracing tracing) {
        return connection == null || isTraced(connection)
                ? connection
                : new TracingPooledConnection(connection, tracing);
    }

    /** By this copy of the library or by one in another class loader. */
    static boolean isTraced(PooledConnection connection) {
        return connection instanceof TracingPooledConnection
                || TracedConnections.isOneOf(connection, TracingPooledConnection.class)
                || TracedConnections.isOneOf(connection, TracingXAConnection.class);
    }

    @Override
    public final Connection getConnection() throws SQLException {
        Connection handle = delegate.getConnection();
        TracingConnection last = lastHandle;
        if (last != null && last.delegate == handle) {
            return last;
        }
        if (tracing.leavesAlone(handle)) {
            lastHandle = null;
            return handle;
        }
        TracingConnection traced = new TracingPooledHandle(handle, tracing, this);
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
        statementsAreWatched = true;
        delegate.addStatementEventListener(adapterOf(listener));
    }

    @Override
    public final void removeStatementEventListener(StatementEventListener listener) {
        delegate.removeStatementEventListener(adapterOf(listener));
    }

    /** The handle that the application got last, closed or not: it knows the database. Null if none is traced. */
    final @Nullable TracingConnection lastHandle() {
        return lastHandle;
    }

    /** A transaction of a session uses it; a transaction manager completes that when the handles are closed long since. */
    final void enlistedIn(TransactionSpan transaction) {
        enlistedIn = transaction;
    }

    /** The transaction that has used it last, unless it has ended. */
    final @Nullable TransactionSpan enlistedIn() {
        TransactionSpan known = enlistedIn;
        if (known != null && known.isEnded()) {
            known = null;
            enlistedIn = null;
        }
        return known;
    }

    /** What the handles lead to: each of them would be asked for it. */
    final @Nullable PhysicalConnection physical() {
        return physical;
    }

    final void physical(PhysicalConnection found) {
        physical = found;
    }

    final void handsOut(PreparedStatement statement, PreparedStatement wrapper) {
        if (statementsAreWatched) {
            synchronized (handedOut) {
                handedOut.put(statement, new WeakReference<>(wrapper));
            }
        }
    }

    /** What the application got for the driver's statement. */
    final PreparedStatement handedOutFor(PreparedStatement statement) {
        synchronized (handedOut) {
            WeakReference<PreparedStatement> known = handedOut.get(statement);
            PreparedStatement wrapper = known == null ? null : known.get();
            return wrapper == null ? statement : wrapper;
        }
    }

    private ConnectionEventListener adapterOf(ConnectionEventListener listener) {
        return listener == null ? null : connectionListeners.of(listener, added -> new ConnectionEvents(this, added));
    }

    private StatementEventListener adapterOf(StatementEventListener listener) {
        return listener == null ? null : statementListeners.of(listener, added -> new StatementEvents(this, added));
    }
}
