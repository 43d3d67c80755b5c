package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.FrameConnection;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.hibernate.internal.session.ImplicitMethod;
import dev.ormtracing.hibernate.internal.session.Operations;
import dev.ormtracing.hibernate.internal.session.Traced;
import dev.ormtracing.jdbc.internal.database.ConnectedSession;
import org.hibernate.SessionEventListener;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The last safety net, one per session: a statement that Hibernate prepares or runs outside any operation gets one of
 * its own.
 *
 * <p>Hibernate pairs each start with an end in a {@code finally}, on one thread, but tells of no exception.
 */
class SessionListener implements SessionEventListener, ConnectedSession {

    private static final long serialVersionUID = 1L;

    private final transient SharedSessionContractImplementor session;
    final transient TracedTransactionCoordinatorBuilder builder;
    private transient Frame frame = Frame.NOOP;

    /** Has got a connection to prepare a statement, which is not executed yet. */
    private transient Frame prepared = Frame.NOOP;

    private transient @Nullable FlushActions flush;
    private transient boolean connected;
    private transient boolean calling;

    /** Whether the metrics count the session as open. */
    transient boolean counted;

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
    @Override
    public @Nullable TransactionSpan transaction() {
        return null;
    }

    /** The session does something else with its connection than to begin a transaction. */
    void connectSettles() {}

    /** The session is open from now on. */
    final void opens() {
        Metrics metrics = operations().tracer().metrics();
        if (metrics != null) {
            counted = true;
            metrics.sessionOpens();
        }
    }

    /** The session that is counted is closed, by whatever thread. */
    final void closes() {
        Metrics metrics = operations().tracer().metrics();
        counted = false;
        if (metrics != null) {
            metrics.sessionCloses();
        }
    }

    /** The session's end, which a session that waits for its transaction may tell twice. */
    @Override
    public void end() {
        if (counted) {
            closes();
        }
    }

    /** Whether the session has a connection now. */
    final boolean isConnected() {
        return connected;
    }

    /** The provider lends within this bracket, on this thread. A session of ours traces what it gets itself. */
    @Override
    public void jdbcConnectionAcquisitionStart() {
        if (!(session instanceof Traced)) {
            ThreadSlots.CONNECTING.set(this);
        }
    }

    @Override
    public void jdbcConnectionAcquisitionEnd() {
        if (!(session instanceof Traced)) {
            ThreadSlots.CONNECTING.set(null);
        }
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
        endUnusedPrepared();
        connectSettles();
        Frame current = current();
        if (current != null) {
            FrameConnection.released(current);
        }
    }

    @Override
    public void jdbcPrepareStatementStart() {
        noteConnection();
        endUnusedPrepared();
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
        } else if (operations().opensOperation(null, session)) {
            OperationMethod writing = writing();
            frame = operations().startDeferred(session, writing == null ? ImplicitMethod.EXECUTE : writing, null, null);
        }
    }

    /** What the stateless session is writing, as far as the monitor of its events has said; else null. */
    private @Nullable OperationMethod writing() {
        return session instanceof StatelessSession && ThreadSlots.WRITING.get() instanceof OperationMethod method
                ? method
                : null;
    }

    /** A stateless session has written an entity, with the statements since then. */
    public final void written(OperationMethod method, @Nullable String model) {
        prepared.rename(method, model, null);
        endPrepared();
    }

    @Override
    public final void callStarts() {
        if (current() == null) {
            calling = true;
            enter();
        }
    }

    @Override
    public final void callEnds() {
        if (calling) {
            calling = false;
            leave();
        }
    }

    private void endUnusedPrepared() {
        if (prepared != Frame.NOOP && writing() == null) {
            endPrepared();
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
            if (writing() == null) {
                frame.end();
            } else {
                frame.pause();
                prepared = frame;
            }
            frame = Frame.NOOP;
        }
    }
}
