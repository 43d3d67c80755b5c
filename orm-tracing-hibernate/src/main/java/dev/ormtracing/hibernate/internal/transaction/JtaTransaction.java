package dev.ormtracing.hibernate.internal.transaction;

import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import dev.ormtracing.core.internal.tree.TransactionSpan.Outcome;
import jakarta.transaction.Status;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionCoordinator.TransactionDriver;
import org.jspecify.annotations.Nullable;

/**
 * The transaction of a session that a transaction manager drives. It starts when the session joins it, and has ended when
 * the manager says so: to the session, by a commit of another one, by a time-out on a thread of the manager's.
 *
 * <p>The manager may roll back on its own thread while the session works. There nothing of the session is touched, and
 * a step that is under way on the session's thread tells the outcome when it is over.
 */
final class JtaTransaction extends SessionTransaction {

    private static final long serialVersionUID = 1L;

    private final transient Object lock = new Object();

    /** The step from before the completion until after it, where the manager has begun that by itself. */
    private transient @Nullable Frame completion;

    /** How many calls are under way that tell the outcome when they are over. */
    private transient int steps;

    private transient @Nullable Outcome outcome;
    private transient volatile @Nullable Thread joinedBy;

    /** The manager has said that it is about to commit. */
    private transient volatile boolean announced;

    JtaTransaction(SharedSessionContractImplementor session, TracedTransactionCoordinatorBuilder builder) {
        super(session, builder);
    }

    /** The session has joined a transaction, which it may have begun itself. */
    void joined() {
        completionEnds();
        announced = false;
        joinedBy = Thread.currentThread();
        boolean begun = isInStep();
        if (!begun) {
            transactionStarts(operations().tracer().startTransactionOutside(session()));
        }
        TransactionSpan joined = transaction();
        if (joined != null) {
            joined.rollback().managed();
        }
        if (begun) {
            return;
        }
        Frame current = operations().tracer().current();
        if (joined != null && (current == null || !current.belongsTo(session()))) {
            operations()
                    .tracer()
                    .startStepOf(joined, SpanType.START_TRANSACTION, session())
                    .end();
        }
    }

    /** Not where one is running still: the thread may have suspended it, and the manager knows what to say. */
    @Override
    void begin(Runnable begin) {
        if (isInTransaction()) {
            begin.run();
        } else {
            super.begin(begin);
        }
    }

    @Override
    void complete(SpanType type, TransactionDriver driver, Runnable completion) {
        tellSession();
        stepStarts();
        try {
            step(type, completion);
        } finally {
            stepEnds();
        }
    }

    /** The manager is about to commit. */
    void beforeCompletion(Runnable work) {
        announced = true;
        boolean driven = stepStarts();
        Frame frame = Frame.NOOP;
        if (!driven) {
            tellSession();
            writeOperations();
            completionEnds();
            frame = startStep(SpanType.COMMIT_TRANSACTION);
            completionStarts(frame);
        }
        try {
            work.run();
        } catch (Throwable e) {
            fail(frame, e);
            throw e;
        } finally {
            stepEnds();
        }
    }

    /** The manager has completed the transaction; the work tells the session, if it may be told on this thread. */
    void afterCompletion(int status, Runnable work) {
        Outcome told = outcomeOf(status);
        if (told == Outcome.ROLLED_BACK) {
            tellRollback();
        }
        Frame frame = Frame.NOOP;
        if (isUnannounced()) {
            if (Thread.currentThread() == joinedBy) {
                tellSession();
                writeOperations();
            }
            frame = startCompletion(told);
        }
        try {
            work.run();
        } catch (Throwable e) {
            fail(frame, e);
            throw e;
        } finally {
            frame.end();
            completes(told);
        }
    }

    /**
     * What is known of a rollback that no failure of the session has caused. A manager does not say why: what it commits
     * is either marked, and then it asks nobody before, or fails in its own hands.
     */
    private void tellRollback() {
        TransactionSpan running = transaction();
        if (running == null || running.isEnded()) {
            return;
        }
        if (Thread.currentThread() != joinedBy) {
            running.rollback().by("another_thread");
        } else if (announced) {
            running.rollback().by("transaction_manager");
        } else if (RequestedCompletion.isCommit()) {
            running.rollbackOnly();
        }
    }

    /** The session's end. Its transaction may go on without it. */
    @Override
    public void end() {
        if (counted) {
            closes();
        }
        writeOperations();
        connectSettles();
        if (joinedBy == null) {
            transactionEnds();
        }
    }

    /** Opens the step that completes the transaction; not if the rollback of its first connection has opened one. */
    private Frame startCompletion(Outcome told) {
        TransactionSpan running = transaction();
        if (told == Outcome.COMMITTED) {
            return startStep(SpanType.COMMIT_TRANSACTION);
        }
        return running == null || running.rollback().isRunning()
                ? Frame.NOOP
                : startStep(SpanType.ROLLBACK_TRANSACTION);
    }

    private Frame startStep(SpanType type) {
        TransactionSpan running = transaction();
        return running == null ? Frame.NOOP : operations().tracer().startStepOf(running, type, session());
    }

    private void fail(Frame frame, Throwable failure) {
        frame.fail(failure);
        TransactionSpan running = transaction();
        if (running != null) {
            running.fail(failure);
        }
    }

    private void completionStarts(Frame frame) {
        synchronized (lock) {
            completion = frame;
        }
    }

    private void completionEnds() {
        Frame open;
        synchronized (lock) {
            open = completion;
            completion = null;
        }
        if (open != null) {
            open.end();
        }
    }

    /** Whether no step is there that the completion is a part of. */
    private boolean isUnannounced() {
        synchronized (lock) {
            return steps == 0 && completion == null;
        }
    }

    /** Whether it is a part of another one. */
    private boolean stepStarts() {
        synchronized (lock) {
            return steps++ > 0;
        }
    }

    private void stepEnds() {
        Outcome told;
        synchronized (lock) {
            told = --steps == 0 ? outcome : null;
        }
        if (told != null) {
            completes(told);
        }
    }

    private void completes(Outcome told) {
        synchronized (lock) {
            if (steps > 0) {
                outcome = told;
                return;
            }
            outcome = null;
        }
        boolean onItsThread = Thread.currentThread() == joinedBy;
        joinedBy = null;
        completionEnds();
        if (onItsThread) {
            writeOperations();
        }
        transactionCompletes(told);
    }

    private static Outcome outcomeOf(int status) {
        return switch (status) {
            case Status.STATUS_COMMITTED -> Outcome.COMMITTED;
            case Status.STATUS_ROLLEDBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_MARKED_ROLLBACK ->
                Outcome.ROLLED_BACK;
            default -> Outcome.UNKNOWN;
        };
    }
}
