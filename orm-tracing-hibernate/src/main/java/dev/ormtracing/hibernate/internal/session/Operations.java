package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.merge.MergedOperations;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.tree.Frame;
import dev.ormtracing.core.internal.tree.OperationTracer;
import dev.ormtracing.core.internal.tree.TransactionSpan;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Opens the frames of what is called on sessions and of what happens below. Whatever happens inside a running operation
 * of the same session is a part of it ({@code merge} that loads) and opens none.
 *
 * <p>Immutable, thread-safe; no method throws.
 */
public final class Operations {

    private final OperationTracer tracer;

    public Operations(OperationTracer tracer) {
        this.tracer = tracer;
    }

    public OperationTracer tracer() {
        return tracer;
    }

    /** The innermost open frame on the calling thread, or null; the session knows it best. */
    public @Nullable Frame current(SharedSessionContractImplementor session) {
        return session instanceof Traced traced ? traced.state().current() : tracer.current();
    }

    /** Whether something that starts now in this session is an operation of its own. */
    public boolean opensOperation(SharedSessionContractImplementor session) {
        return opensOperation(current(session), session);
    }

    /** Whether what that session does now is an operation; the running frame, or null, is known. */
    public boolean opensOperation(@Nullable Frame current, Object session) {
        return current == null ? tracer.opensOperation(session) : !current.absorbs(session);
    }

    /** Opens an operation named by model and method. Only where {@link #opensOperation} says so. */
    public Frame start(SharedSessionContractImplementor session, OperationMethod method, @Nullable String model) {
        return start(session, method, model, null);
    }

    /** Opens an operation with a name of its own; null for model and method. */
    public Frame start(
            SharedSessionContractImplementor session,
            OperationMethod method,
            @Nullable String model,
            @Nullable String name) {
        RunningTransaction running = RunningTransaction.in(session);
        return tracer.startOperation(session, method, model, name, spanOf(running), siblingsOf(running));
    }

    /** Opens an operation whose model is told later, by {@link Frame#becomeSpan()} at the latest. */
    public Frame startUnnamed(SharedSessionContractImplementor session, OperationMethod method) {
        return startDeferred(session, method, null, null);
    }

    /** Opens an operation that usually leaves its work to the flush: equal calls in a row are one span. */
    public Frame startOfRun(SharedSessionContractImplementor session, OperationMethod method, @Nullable String model) {
        RunningTransaction running = RunningTransaction.in(session);
        return running == null
                ? tracer.startOperation(session, method, model, null)
                : tracer.startOperationOfRun(session, method, model, running.transaction(), running.writeRun());
    }

    /** Opens an operation that becomes a span only when it touches the database. */
    public Frame startDeferred(
            SharedSessionContractImplementor session,
            OperationMethod method,
            @Nullable String model,
            @Nullable String name) {
        RunningTransaction running = RunningTransaction.in(session);
        return entered(
                session,
                tracer.startDeferredOperation(session, method, model, name, spanOf(running), siblingsOf(running)));
    }

    /** A flush that the application has not called: below the query that forces it, or below the commit. */
    public Frame startFlush(SharedSessionContractImplementor session) {
        return startFlush(current(session), session);
    }

    /** {@link #startFlush(SharedSessionContractImplementor)} in the running frame, or null, which is known. */
    public Frame startFlush(@Nullable Frame current, SharedSessionContractImplementor session) {
        if (current != null && current.absorbs(session) && !current.is(SpanType.OPERATION)) {
            return Frame.NOOP;
        }
        return tracer.startFlush(session, spanOf(RunningTransaction.in(session)));
    }

    /** Whether the running frame is the session's {@code flush}. */
    public static boolean isFlushOf(@Nullable Frame current, Object session) {
        return current != null && current.absorbs(session) && current.is(SpanType.OPERATION) && current.isFlush();
    }

    /** Whether the running frame is a commit, or another step, of this session that is no operation. */
    public static boolean isStepOf(@Nullable Frame current, Object session) {
        return current != null
                && current.belongsTo(session)
                && !current.is(SpanType.OPERATION)
                && !current.absorbs(session);
    }

    /** For the metric of lazy loads that run in no transaction. */
    public static void tellOutsideTransaction(Frame frame, SharedSessionContractImplementor session) {
        try {
            OperationMeasurement measurement = frame.measurement();
            if (measurement != null && !session.isTransactionInProgress()) {
                measurement.outsideTransaction();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    public Frame startStep(SpanType type, Object session, @Nullable TransactionSpan transaction) {
        if (session instanceof Traced traced) {
            traced.state().queryIsOver();
            return traced.state().entered(tracer.startStep(type, session, transaction));
        }
        return tracer.startStep(type, session, transaction);
    }

    private static Frame entered(SharedSessionContractImplementor session, Frame frame) {
        return session instanceof Traced traced ? traced.state().entered(frame) : frame;
    }

    /** The running transaction of the session, or null. */
    public @Nullable TransactionSpan transactionOf(SharedSessionContractImplementor session) {
        RunningTransaction running = RunningTransaction.in(session);
        TransactionSpan known = running == null ? null : running.transaction();
        return known == null || !known.isRunning() ? null : known;
    }

    /** The running transaction of a session that does something now which repeats nothing. */
    private static @Nullable TransactionSpan spanOf(@Nullable RunningTransaction running) {
        if (running == null) {
            return null;
        }
        running.writeRunEnds();
        running.connectSettles();
        return running.transaction();
    }

    private @Nullable MergedOperations siblingsOf(@Nullable RunningTransaction running) {
        return running == null || !tracer.mergesOperations() ? null : running.siblings();
    }
}
