// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.PooledConnection} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingPooledConnection implements javax.sql.PooledConnection {

    final javax.sql.PooledConnection delegate;

    DelegatingPooledConnection(javax.sql.PooledConnection delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public void addConnectionEventListener(javax.sql.ConnectionEventListener a0) {
        delegate.addConnectionEventListener(a0);
    }

    @Override
    public void addStatementEventListener(javax.sql.StatementEventListener a0) {
        delegate.addStatementEventListener(a0);
    }

    @Override
    public void close() throws java.sql.SQLException {
        delegate.close();
    }

    @Override
    public java.sql.Connection getConnection() throws java.sql.SQLException {
        return delegate.getConnection();
    }

    @Override
    public void removeConnectionEventListener(javax.sql.ConnectionEventListener a0) {
        delegate.removeConnectionEventListener(a0);
    }

    @Override
    public void removeStatementEventListener(javax.sql.StatementEventListener a0) {
        delegate.removeStatementEventListener(a0);
    }
}
