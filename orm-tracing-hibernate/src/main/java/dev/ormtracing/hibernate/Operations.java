package dev.ormtracing.hibernate;

import dev.ormtracing.core.internal.Frame;
import dev.ormtracing.core.internal.OperationTracer;
import dev.ormtracing.core.internal.SpanType;
import dev.ormtracing.core.internal.TransactionSpan;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Opens the frames of what happens below the session's own methods. Whatever happens inside a running operation of the
 * same session is a part of it and opens none.
 *
 * <p>Immutable, thread-safe; no method throws.
 */
final class Operations {

    private final OperationTracer tracer;

    Operations(OperationTracer tracer) {
        this.tracer = tracer;
    }

    OperationTracer tracer() {
        return tracer;
    }

    /** Whether something that starts now in this session is an operation of its own. */
    boolean opensOperation(Object session) {
        Frame current = tracer.current();
        return current == null ? tracer.isEnabled() : !current.absorbs(session);
    }

    Frame start(SharedSessionContractImplementor session, String method, @Nullable String model) {
        return opensOperation(session)
                ? tracer.startOperation(session, method, model, transactionOf(session))
                : Frame.NOOP;
    }

    Frame startDeferred(
            SharedSessionContractImplementor session, String method, @Nullable String model, @Nullable String name) {
        return opensOperation(session)
                ? tracer.startDeferredOperation(session, method, model, name, transactionOf(session))
                : Frame.NOOP;
    }

    /** A flush that the application has not called: below the query that forces it, or below the commit. */
    Frame startFlush(SharedSessionContractImplementor session) {
        Frame current = tracer.current();
        if (current != null && current.absorbs(session) && !current.isOperation()) {
            return Frame.NOOP;
        }
        return tracer.startFlush(session, transactionOf(session));
    }

    /** The running operation when it is the session's {@code flush}, else null. */
    @Nullable
    Frame flushIn(Object session) {
        Frame current = tracer.current();
        return current != null && current.absorbs(session) && current.isOperation("flush") ? current : null;
    }

    /** Whether a commit, or another step, of this session is running that is no operation. */
    boolean isInStepOf(Object session) {
        Frame current = tracer.current();
        return current != null && current.owner() == session && !current.isOperation() && !current.absorbs(session);
    }

    Frame startStep(SpanType type, Object session, @Nullable TransactionSpan transaction) {
        return tracer.startStep(type, session, transaction);
    }

    static @Nullable TransactionSpan transactionOf(SharedSessionContractImplementor session) {
        return session.getTransactionCoordinator() instanceof TracedTransactionCoordinator coordinator
                ? coordinator.transaction()
                : null;
    }
}
