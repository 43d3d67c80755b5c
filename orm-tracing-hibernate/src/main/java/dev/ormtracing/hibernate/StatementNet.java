package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The last safety net, one per session: a statement that Hibernate prepares or runs outside any operation gets one of
 * its own. It also hears of the session's end, however that comes about.
 *
 * <p>Hibernate pairs each start with an end in a {@code finally}, on one thread, but tells of no exception.
 */
final class StatementNet extends BaseSessionEventListener {

    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    private final transient Operations operations;
    private final transient @Nullable TracedTransactionCoordinator coordinator;
    private transient Frame frame = Frame.NOOP;

    StatementNet(
            SharedSessionContractImplementor session,
            Operations operations,
            @Nullable TracedTransactionCoordinator coordinator) {
        this.session = session;
        this.operations = operations;
        this.coordinator = coordinator;
    }

    @Override
    public void jdbcPrepareStatementStart() {
        enter();
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

    @Override
    public void end() {
        if (coordinator != null) {
            coordinator.sessionEnds();
        }
    }

    private void enter() {
        if (operations.tracer().current() == null) {
            frame = operations.startDeferred(session, "execute", null, null);
        }
    }

    private void leave() {
        frame.end();
        frame = Frame.NOOP;
    }
}
