// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.XADataSource} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingXADataSource implements javax.sql.XADataSource {

    final javax.sql.XADataSource delegate;

    DelegatingXADataSource(javax.sql.XADataSource delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public java.sql.ShardingKeyBuilder createShardingKeyBuilder() throws java.sql.SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public javax.sql.XAConnectionBuilder createXAConnectionBuilder() throws java.sql.SQLException {
        return delegate.createXAConnectionBuilder();
    }

    @Override
    public java.io.PrintWriter getLogWriter() throws java.sql.SQLException {
        return delegate.getLogWriter();
    }

    @Override
    public int getLoginTimeout() throws java.sql.SQLException {
        return delegate.getLoginTimeout();
    }

    @Override
    public java.util.logging.Logger getParentLogger() throws java.sql.SQLFeatureNotSupportedException {
        return delegate.getParentLogger();
    }

    @Override
    public javax.sql.XAConnection getXAConnection() throws java.sql.SQLException {
        return delegate.getXAConnection();
    }

    @Override
    public javax.sql.XAConnection getXAConnection(java.lang.String a0, java.lang.String a1) throws java.sql.SQLException {
        return delegate.getXAConnection(a0, a1);
    }

    @Override
    public void setLogWriter(java.io.PrintWriter a0) throws java.sql.SQLException {
        delegate.setLogWriter(a0);
    }

    @Override
    public void setLoginTimeout(int a0) throws java.sql.SQLException {
        delegate.setLoginTimeout(a0);
    }
}
