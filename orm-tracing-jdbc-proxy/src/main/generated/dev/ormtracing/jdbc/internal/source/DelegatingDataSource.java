// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.Unwrapping;
import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.DataSource} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingDataSource implements javax.sql.DataSource {

    final javax.sql.DataSource delegate;

    DelegatingDataSource(javax.sql.DataSource delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public java.sql.ConnectionBuilder createConnectionBuilder() throws java.sql.SQLException {
        return delegate.createConnectionBuilder();
    }

    @Override
    public java.sql.ShardingKeyBuilder createShardingKeyBuilder() throws java.sql.SQLException {
        return delegate.createShardingKeyBuilder();
    }

    @Override
    public java.sql.Connection getConnection() throws java.sql.SQLException {
        return delegate.getConnection();
    }

    @Override
    public java.sql.Connection getConnection(java.lang.String a0, java.lang.String a1) throws java.sql.SQLException {
        return delegate.getConnection(a0, a1);
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
    public boolean isWrapperFor(java.lang.Class<?> a0) throws java.sql.SQLException {
        return Unwrapping.isWrapperFor(this, delegate, a0);
    }

    @Override
    public void setLogWriter(java.io.PrintWriter a0) throws java.sql.SQLException {
        delegate.setLogWriter(a0);
    }

    @Override
    public void setLoginTimeout(int a0) throws java.sql.SQLException {
        delegate.setLoginTimeout(a0);
    }

    @Override
    public <T> T unwrap(java.lang.Class<T> a0) throws java.sql.SQLException {
        return Unwrapping.unwrap(this, delegate, a0);
    }
}
