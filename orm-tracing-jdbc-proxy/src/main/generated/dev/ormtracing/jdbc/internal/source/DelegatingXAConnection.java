// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import dev.ormtracing.jdbc.internal.proxy.JdbcTracing;
import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.sql.XAConnection} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingXAConnection extends TracedPooledConnection implements javax.sql.XAConnection {

    final javax.sql.XAConnection xa;

    DelegatingXAConnection(javax.sql.XAConnection delegate, JdbcTracing owner) {
        super(delegate, owner);
        this.xa = delegate;
    }

    @Override
    public javax.transaction.xa.XAResource getXAResource() throws java.sql.SQLException {
        return xa.getXAResource();
    }
}
