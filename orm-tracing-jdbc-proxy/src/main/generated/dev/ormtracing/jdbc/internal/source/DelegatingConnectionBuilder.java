// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link java.sql.ConnectionBuilder} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingConnectionBuilder implements java.sql.ConnectionBuilder {

    final java.sql.ConnectionBuilder delegate;

    DelegatingConnectionBuilder(java.sql.ConnectionBuilder delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    @Override
    public java.sql.Connection build() throws java.sql.SQLException {
        return delegate.build();
    }

    @Override
    public java.sql.ConnectionBuilder password(java.lang.String a0) {
        delegate.password(a0);
        return this;
    }

    @Override
    public java.sql.ConnectionBuilder shardingKey(java.sql.ShardingKey a0) {
        delegate.shardingKey(a0);
        return this;
    }

    @Override
    public java.sql.ConnectionBuilder superShardingKey(java.sql.ShardingKey a0) {
        delegate.superShardingKey(a0);
        return this;
    }

    @Override
    public java.sql.ConnectionBuilder user(java.lang.String a0) {
        delegate.user(a0);
        return this;
    }
}
