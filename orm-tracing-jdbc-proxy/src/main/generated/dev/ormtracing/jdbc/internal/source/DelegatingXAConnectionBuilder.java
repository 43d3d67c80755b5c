// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.XAConnectionBuilder} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingXAConnectionBuilder implements javax.sql.XAConnectionBuilder {

    final javax.sql.XAConnectionBuilder delegate;

    DelegatingXAConnectionBuilder(javax.sql.XAConnectionBuilder delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public javax.sql.XAConnection build() throws java.sql.SQLException {
        return delegate.build();
    }

    @Override
    public javax.sql.XAConnectionBuilder password(java.lang.String a0) {
        delegate.password(a0);
        return this;
    }

    @Override
    public javax.sql.XAConnectionBuilder shardingKey(java.sql.ShardingKey a0) {
        delegate.shardingKey(a0);
        return this;
    }

    @Override
    public javax.sql.XAConnectionBuilder superShardingKey(java.sql.ShardingKey a0) {
        delegate.superShardingKey(a0);
        return this;
    }

    @Override
    public javax.sql.XAConnectionBuilder user(java.lang.String a0) {
        delegate.user(a0);
        return this;
    }
}
