package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The last safety net, one per session: a statement that Hibernate prepares or runs outside any operation gets one of
 * its own.
 *
 * <p>Hibernate pairs each start with an end in a {@code finally}, on one thread, but tells of no exception.
 */
class StatementNet implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    private final transient TracedTransactionCoordinatorBuilder builder;
    private transient Frame frame = Frame.NOOP;

    StatementNet(SharedSessionContractImplementor session, TracedTransactionCoordinatorBuilder builder) {
        this.session = session;
        this.builder = builder;
    }

    final SharedSessionContractImplementor session() {
        return session;
    }

    final TracedTransactionCoordinatorBuilder builder() {
        return builder;
    }

    final Operations operations() {
        return builder.operations();
    }

    @Override
    public void jdbcPrepareStatementStart() {
        enter();
        frame.onlyPrepares();
    }

    @Override
    public void jdbcPrepareStatementEnd() {
        leave();
    }

    @Override
    public void jdbcExecuteStatementStart() {
        enter();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        leave();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        enter();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        leave();
    }

    private void enter() {
        if (operations().tracer().current() == null) {
            frame = operations().startDeferred(session, "execute", null, null);
        }
    }

    private void leave() {
        frame.end();
        frame = Frame.NOOP;
    }
}
