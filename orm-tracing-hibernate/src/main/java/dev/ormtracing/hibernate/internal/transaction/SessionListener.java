package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.FrameConnection;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.Traced;
import org.hibernate.SessionEventListener;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The last safety net, one per session: a statement that Hibernate prepares or runs outside any operation gets one of
 * its own.
 *
 * <p>Hibernate pairs each start with an end in a {@code finally}, on one thread, but tells of no exception.
 */
class SessionListener implements SessionEventListener {

    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    private final transient TracedTransactionCoordinatorBuilder builder;
    private transient Frame frame = Frame.NOOP;

    /** Has got a connection to prepare a statement, which is not executed yet. */
    private transient Frame prepared = Frame.NOOP;

    private transient @Nullable FlushActions flush;
    private transient boolean connected;

    /** The connection has not been told yet that a transaction has it. */
    private transient boolean unknown;

    SessionListener(SharedSessionContractImplementor session, TracedTransactionCoordinatorBuilder builder) {
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

    /** The innermost open frame on the calling thread, or null. */
    private @Nullable Frame current() {
        return session instanceof Traced traced
                ? traced.state().current()
                : operations().tracer().current();
    }

    /** The span of the running transaction, or null. */
    @Nullable
    TransactionSpan transaction() {
        return null;
    }

    /** The session does something else with its connection than to begin a transaction. */
    void connectSettles() {}

    /** Whether the session has a connection now. */
    final boolean isConnected() {
        return connected;
    }

    @Override
    public void jdbcConnectionAcquisitionEnd() {
        connected = true;
        Frame current = current();
        if (current != null) {
            FrameConnection.acquired(current);
        } else {
            connectionAcquired(transaction());
        }
        unknown = transaction() != null;
    }

    /** Says which transaction has the connection that the session has told of. From Hibernate 7 on, it tells before it has it. */
    final void noteConnection() {
        if (unknown) {
            unknown = false;
            SessionConnection.usedBy(transaction(), session);
        }
    }

    /** Notes a connection that the application has taken from the session: no code of the session asks for it. */
    private static void connectionAcquired(@Nullable TransactionSpan transaction) {
        if (transaction != null) {
            transaction.connectionAcquired();
        }
    }

    @Override
    public void jdbcConnectionReleaseStart() {
        connected = false;
        endPrepared();
        connectSettles();
        Frame current = current();
        if (current != null) {
            FrameConnection.released(current);
        }
    }

    @Override
    public void jdbcPrepareStatementStart() {
        noteConnection();
        endPrepared();
        Frame current = current();
        if (current == null) {
            enter();
        } else {
            noteFlush(current);
        }
        frame.runs(Frame.Inside.PREPARES);
    }

    @Override
    public void jdbcPrepareStatementEnd() {
        if (frame.isRunning()) {
            frame.pause();
            prepared = frame;
            frame = Frame.NOOP;
        } else {
            leave();
        }
    }

    @Override
    public void jdbcExecuteStatementStart() {
        enterUnlessIn(current());
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        leave();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        enterUnlessIn(current());
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        leave();
    }

    @Override
    public void flushEnd(int entities, int collections) {
        recordFlush();
    }

    @Override
    public void partialFlushEnd(int entities, int collections) {
        recordFlush();
    }

    /** A flush that runs a statement has planned what it is going to do, but for the ids of a cascade. */
    private void noteFlush(Frame current) {
        if (current.isFlush() && current.isRecording()) {
            if (flush == null) {
                flush = new FlushActions();
            }
            flush.note(session);
        }
    }

    private void recordFlush() {
        FlushActions done = flush;
        if (done != null) {
            flush = null;
            Frame current = current();
            if (current != null) {
                done.tell(current);
            }
        }
    }

    private void enterUnlessIn(@Nullable Frame current) {
        if (current == null) {
            enter();
        }
    }

    private void enter() {
        if (prepared != Frame.NOOP) {
            frame = prepared;
            prepared = Frame.NOOP;
            frame.resume();
        } else {
            frame = operations().startDeferred(session, ImplicitMethod.EXECUTE, null, null);
        }
    }

    /** Ends what was prepared for nothing. */
    final void endPrepared() {
        if (prepared != Frame.NOOP) {
            prepared.end();
            prepared = Frame.NOOP;
        }
    }

    private void leave() {
        if (frame != Frame.NOOP) {
            frame.end();
            frame = Frame.NOOP;
        }
    }
}
