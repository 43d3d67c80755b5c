package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.StatementPurpose;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a running operation, flush or transaction step of the calling thread. This class is the frame of what is not
 * traced: every call on it does nothing.
 *
 * <p>Used by one thread at a time: the one that opened it, or, for a cursor, the one that has attached it. No method
 * throws.
 */
public class Frame {

    /** What else runs in a frame than its own work. */
    public enum Inside {
        NOTHING,

        /** Statements that are prepared, and executed in another frame. */
        PREPARES,

        /** The application, while the operation has its connection, as between the rows of a stream. */
        APPLICATION,

        /** The application, and what it calls are operations of their own, not parts of this one: {@code doWork}. */
        OPERATIONS
    }

    /** Stands for "nothing is traced". */
    public static final Frame NOOP = new Frame();

    Frame() {}

    /** Whether it is the innermost open frame of the calling thread, which is cheaper to ask than which one is. */
    public boolean isInnermost() {
        return false;
    }

    /** Whether attributes set now may show up. True for a deferred frame that is not a span yet. */
    public boolean isRecording() {
        return false;
    }

    /** Makes a deferred frame a span though it touches no database: it has turned out to be what the application called. */
    public void becomeSpan() {}

    /** Whether the frame is of that type. */
    public boolean is(SpanType type) {
        return false;
    }

    /** The session that the frame was opened for, or null. */
    public @Nullable Object owner() {
        return null;
    }

    /** Whether the frame was opened for that session. */
    public boolean belongsTo(Object session) {
        return false;
    }

    /** Says what else than its own work runs in the frame from now on. */
    public void runs(Inside what) {}

    /** Whether an operation of that session that starts now is a part of this one: a {@code merge} that loads. */
    public boolean absorbs(Object session) {
        return false;
    }

    /** What measures the frame, or null where nothing is measured. */
    public @Nullable OperationMeasurement measurement() {
        return null;
    }

    /** Sets an attribute, also before a deferred frame has become a span. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {}

    /** Sets an attribute of the begin of a transaction, and of the transaction as well. */
    public <T> void setTransactionAttribute(AttributeKey<T> key, T value) {}

    /**
     * Says what statements from now on run for.
     *
     * @return what they ran for so far, to be given back when this is over
     */
    public @Nullable StatementPurpose purpose(@Nullable StatementPurpose purpose) {
        return null;
    }

    /** What statements run for, or null. */
    public @Nullable StatementPurpose purpose() {
        return null;
    }

    /** Links the span to another one, also before a deferred frame has become a span. Unknown ones give no link. */
    public void link(Origin origin) {}

    /** What the operation is called; empty for a step. */
    public String label() {
        return "";
    }

    /** The context of the frame's span; an invalid one for what is not sampled, is no span yet, or never will be. */
    public SpanContext spanContext() {
        return SpanContext.getInvalid();
    }

    /** What the operation costs, to be added to, also before a deferred frame has become a span. */
    public CostCounts costs() {
        return CostCounts.NONE;
    }

    /** Rows of a statement have been read; those of a sequence or of keys are not what an operation reads. */
    public void rowsRead(int rows) {}

    /** Whether the frame is a flush. */
    public boolean isFlush() {
        return false;
    }

    /** Marks the frame as failed; the first failure is the one that shows. */
    public void fail(Throwable failure) {}

    /**
     * The operation has turned out to be another one than it was opened as.
     *
     * @param name what it is called, or null for {@code model.method}
     */
    public void rename(OperationMethod method, @Nullable String model, @Nullable String name) {}

    /** Whether there is a span by now. */
    public boolean isRunning() {
        return false;
    }

    /** Suspends the operation until {@link #resume()}. For frames that are never current. */
    public void pause() {}

    /** Resumes a paused frame on the thread that paused it. */
    public void resume() {}

    /**
     * Ends the frame on the thread that opened it: writes what is left, closes the scope, ends the span. Idempotent.
     */
    public void end() {}

    /**
     * The call returns, but a cursor goes on: closes the scope and keeps the span. What the cursor does later runs
     * between {@link #attach()} and {@link #detach()}; {@link #end()} may then come from any thread.
     */
    public void detach() {}

    /** Makes a detached frame current on the calling thread. */
    public void attach() {}
}
