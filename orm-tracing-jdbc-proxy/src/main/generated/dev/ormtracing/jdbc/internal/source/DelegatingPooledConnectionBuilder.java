// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.PooledConnectionBuilder} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingPooledConnectionBuilder implements javax.sql.PooledConnectionBuilder {

    final javax.sql.PooledConnectionBuilder delegate;

    DelegatingPooledConnectionBuilder(javax.sql.PooledConnectionBuilder delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public javax.sql.PooledConnection build() throws java.sql.SQLException {
        return delegate.build();
    }

    @Override
    public javax.sql.PooledConnectionBuilder password(java.lang.String a0) {
        delegate.password(a0);
        return this;
    }

    @Override
    public javax.sql.PooledConnectionBuilder shardingKey(java.sql.ShardingKey a0) {
        delegate.shardingKey(a0);
        return this;
    }

    @Override
    public javax.sql.PooledConnectionBuilder superShardingKey(java.sql.ShardingKey a0) {
        delegate.superShardingKey(a0);
        return this;
    }

    @Override
    public javax.sql.PooledConnectionBuilder user(java.lang.String a0) {
        delegate.user(a0);
        return this;
    }
}
