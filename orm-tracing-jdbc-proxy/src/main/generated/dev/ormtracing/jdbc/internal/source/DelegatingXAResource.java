// Written by WrapperGenerator (among the tests). Do not edit.
package dev.ormtracing.jdbc.internal.source;

import org.jspecify.annotations.NullUnmarked;

/** Passes every call of {@link javax.transaction.xa.XAResource} on to the wrapped object. */
@NullUnmarked
@SuppressWarnings({"deprecation", "removal"})
abstract class DelegatingXAResource implements javax.transaction.xa.XAResource {

    final javax.transaction.xa.XAResource delegate;

    DelegatingXAResource(javax.transaction.xa.XAResource delegate) {
        this.delegate = delegate;
    }

    /** Applications log what the driver's own says, and Hibernate puts it into messages. */
    @Override
    public java.lang.String toString() {
        return delegate.toString();
    }

    /** What the application has met without us is equal to what it works with. */
    @Override
    public boolean equals(Object other) {
        return other == this
                || delegate.equals(other instanceof DelegatingXAResource traced ? traced.delegate : other);
    }

    @Override
    public int hashCode() {
        return delegate.hashCode();
    }

    @Override
    public void commit(javax.transaction.xa.Xid a0, boolean a1) throws javax.transaction.xa.XAException {
        delegate.commit(a0, a1);
    }

    @Override
    public void end(javax.transaction.xa.Xid a0, int a1) throws javax.transaction.xa.XAException {
        delegate.end(a0, a1);
    }

    @Override
    public void forget(javax.transaction.xa.Xid a0) throws javax.transaction.xa.XAException {
        delegate.forget(a0);
    }

    @Override
    public int getTransactionTimeout() throws javax.transaction.xa.XAException {
        return delegate.getTransactionTimeout();
    }

    @Override
    public boolean isSameRM(javax.transaction.xa.XAResource a0) throws javax.transaction.xa.XAException {
        return delegate.isSameRM(a0);
    }

    @Override
    public int prepare(javax.transaction.xa.Xid a0) throws javax.transaction.xa.XAException {
        return delegate.prepare(a0);
    }

    @Override
    public javax.transaction.xa.Xid[] recover(int a0) throws javax.transaction.xa.XAException {
        return delegate.recover(a0);
    }

    @Override
    public void rollback(javax.transaction.xa.Xid a0) throws javax.transaction.xa.XAException {
        delegate.rollback(a0);
    }

    @Override
    public boolean setTransactionTimeout(int a0) throws javax.transaction.xa.XAException {
        return delegate.setTransactionTimeout(a0);
    }

    @Override
    public void start(javax.transaction.xa.Xid a0, int a1) throws javax.transaction.xa.XAException {
        delegate.start(a0, a1);
    }
}
