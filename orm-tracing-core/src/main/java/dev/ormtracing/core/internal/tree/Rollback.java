package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what is known of a transaction that has failed or rolls back: why, and the step that has begun. Most transactions have
 * none. As thread-safe as the transaction.
 */
public final class Rollback {

    private static final String ROLLBACK_ONLY = "setRollbackOnly";

    private volatile @Nullable Throwable error;

    /** The class of the last operation's failure. Not the failure: it may refer to entities, and they to their session. */
    private volatile @Nullable Class<?> operationError;

    private volatile @Nullable String operationMessage;

    /** Whether it was marked for a rollback. */
    private volatile boolean marked;

    /** Who has rolled back, where that is all that is known. */
    private volatile @Nullable String by;

    private volatile boolean managed;
    private volatile @Nullable Frame step;

    /** The transaction has failed; the first failure is the one that shows. */
    void fail(Throwable failure) {
        if (error == null) {
            error = failure;
        }
    }

    /** An operation has failed; the last failure is what a rollback is put down to. */
    void operationFailed(Class<?> failure, @Nullable String message) {
        operationError = failure;
        operationMessage = message;
    }

    /** A commit that fails from now on has failed for this. */
    void mark() {
        if (error == null) {
            marked = true;
        }
    }

    /** Says who rolls back, for want of a failure and of a mark. */
    public void by(String who) {
        by = who;
    }

    /** A transaction manager completes it, by the connections that are enlisted. */
    public void managed() {
        managed = true;
    }

    /** Whether the first connection that a transaction manager rolls back opens the step. */
    boolean awaitsStep() {
        return managed && step == null;
    }

    void starts(Frame opened) {
        step = opened;
    }

    /** Whether there is a step already. */
    public boolean isRunning() {
        return step != null;
    }

    void endStep() {
        Frame open = step;
        if (open != null) {
            open.end();
        }
    }

    /** Says why the transaction was not committed. */
    void describeCause(Span span, boolean withMessage) {
        Throwable failure = error;
        Class<?> cause = failure == null ? operationError : failure.getClass();
        boolean onlyMarked = marked && operationError == null;
        if (onlyMarked || cause == null) {
            String known = onlyMarked ? ROLLBACK_ONLY : by;
            if (known != null) {
                span.setAttribute(OrmAttributes.ROLLBACK_CAUSE, known);
            }
            return;
        }
        span.setAttribute(OrmAttributes.ROLLBACK_CAUSE, cause.getName());
        String message = operationMessage;
        if (failure != null) {
            message = withMessage ? failure.getMessage() : null;
        }
        if (message != null) {
            span.setAttribute(OrmAttributes.ROLLBACK_MESSAGE, message);
        }
    }

    void recordError(Instrumenter instrumenter, Span span, long epochNanos) {
        Throwable failure = error;
        if (failure != null) {
            instrumenter.recordFailure(span, SpanType.TRANSACTION, failure, null, epochNanos);
        }
    }
}
