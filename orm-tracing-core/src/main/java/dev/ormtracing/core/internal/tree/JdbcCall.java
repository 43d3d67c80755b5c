package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.context.JavaAgent;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.nplusone.DescribedStatement;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a {@code connect} or {@code db_query}, current while the driver works, so that spans of the driver nest below
 * it. A {@code connect} of which nobody knows yet whether it is a span is only timed, and a {@code db_query} that somebody
 * else has a span of is only noticed. Started and ended by one thread. No method throws.
 */
public class JdbcCall implements ReadStatement, RecordedFrame.RunningCall {

    final Instrumenter instrumenter;
    final @Nullable RecordedFrame frame;
    final boolean isStatement;
    private @Nullable Span span;
    private @Nullable RunningContext running;

    /** What is executed; of a {@code connect}, what is known of the pool. */
    private DescribedStatement statement;

    /** The transaction that has the connection, or null. */
    @Nullable
    TransactionSpan transaction;

    /** A child of the transaction, and of no frame; where there is one, the transaction was begun in it. */
    boolean ofTransaction;

    /** The call site of a statement outside of operations. */
    private @Nullable Caller caller;

    long clockOffset;

    /** When the span started. */
    long start;

    /** How long it took, once it has ended. */
    private long nanos;

    private @Nullable Failure failure;
    private boolean ended;
    private boolean batch;

    /** @param type the value of {@code error.type}, or null for the class name of the failure */
    private record Failure(Throwable error, @Nullable String type) {}

    JdbcCall(Instrumenter instrumenter, @Nullable RecordedFrame frame, SpanType type, DescribedStatement statement) {
        this.instrumenter = instrumenter;
        this.frame = frame;
        this.isStatement = type == SpanType.DB_QUERY;
        this.statement = statement;
    }

    /**
     * Begins: the driver is called next.
     *
     * @param started its span, or null
     * @param current what is current of it, or null
     */
    final void begins(@Nullable Span started, @Nullable RunningContext current, @Nullable Caller calledFrom) {
        span = started;
        running = current;
        caller = calledFrom;
        if (frame == null) {
            ThreadSlots.JDBC_CALL.set(this);
        } else {
            frame.open = this;
        }
        if (JavaAgent.COUNTS && isStatement && started != null) {
            JavaAgent.enterStatement();
        }
    }

    final SpanType type() {
        return isStatement ? SpanType.DB_QUERY : SpanType.CONNECT;
    }

    final @Nullable Span span() {
        return span;
    }

    boolean isRunningConnect() {
        return !isStatement && !ended;
    }

    /** What runs outside of frames on the calling thread, or null. */
    static @Nullable JdbcCall running() {
        return (JdbcCall) ThreadSlots.JDBC_CALL.get();
    }

    /** Adds what a further wrapper knows: there is one {@code connect}, however many the connection comes through. */
    void join(Attributes known) {
        if (!known.isEmpty()) {
            describe(known);
        }
    }

    private void describe(Attributes known) {
        statement = DescribedStatement.of(known);
        if (span != null) {
            span.setAllAttributes(known);
        }
    }

    /** Whether a statement outside of frames is running: a second wrapper around it makes no second span. */
    static boolean isStatementRunning(Instrumenter instrumenter) {
        JdbcCall running = running();
        return running != null && running.instrumenter == instrumenter && !running.ended;
    }

    /** The statement has turned out to be a batch of what it was prepared for. */
    public void becomeBatch(DescribedStatement described) {
        batch = true;
        try {
            if (span != null) {
                span.updateName(instrumenter.queryName(described.summary));
                span.setAllAttributes(described.attributes);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    SpanContext spanContext() {
        return span == null ? SpanContext.getInvalid() : span.getSpanContext();
    }

    @Nullable
    Caller caller() {
        return caller;
    }

    /** Whether the caller has to pass the {@link #shape} of the statement. */
    public boolean isMeasured() {
        return false;
    }

    /** Receives what this statement shares with statements of its kind. */
    public void shape(StatementShape shape) {}

    /** Sets an attribute that was not known when the span started. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            if (span != null) {
                span.setAttribute(key, value);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * Marks the span as failed; the first failure is the one that shows.
     *
     * @param type the value of {@code error.type}, or null for the class name of the failure
     */
    public void fail(Throwable failure, @Nullable String type) {
        if (this.failure == null) {
            this.failure = new Failure(failure, type);
        }
    }

    /** {@link #end(boolean)} of something that returned no rows. */
    public void end() {
        end(false);
    }

    /**
     * Ends the span and its scope; idempotent.
     *
     * @param returnsRows whether the statement has given a result set, so that what follows is reading it
     */
    public void end(boolean returnsRows) {
        if (ended) {
            return;
        }
        try {
            leave();
            finish(returnsRows, clockOffset + System.nanoTime());
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void abandon() {
        ended = true;
        if (running != null) {
            running.leave();
        }
        if (span != null) {
            span.end();
        }
    }

    /**
     * {@link #end(boolean)} of a statement that has succeeded, but for the span itself: that one waits, with the time of now
     * as its end. Null when it has ended already, or is no span.
     */
    public @Nullable SpanAwaitingRows endLater(boolean returnsRows) {
        if (ended) {
            return null;
        }
        leave();
        long now = clockOffset + System.nanoTime();
        long startNanos = start - clockOffset;
        try {
            notifyFrame(returnsRows, now);
        } catch (Throwable e) {
            Guard.report(e);
        }
        return late(startNanos, now);
    }

    @Nullable
    SpanAwaitingRows late(long startNanos, long endEpochNanos) {
        return span == null ? null : new SpanAwaitingRows(span, startNanos, endEpochNanos, null);
    }

    /** Measures the duration of the span, which has ended. */
    void measure(long nanos) {}

    /** The value of {@code error.type}, or null. */
    final @Nullable String errorType() {
        Failure known = failure;
        if (known == null) {
            return null;
        }
        return known.type == null ? known.error.getClass().getName() : known.type;
    }

    private void leave() {
        ended = true;
        if (JavaAgent.COUNTS && isStatement && span != null) {
            JavaAgent.leaveStatement();
        }
        if (frame == null) {
            ThreadSlots.JDBC_CALL.set(null);
        }
        if (running != null) {
            running.leave();
        }
    }

    private void finish(boolean returnsRows, long now) {
        try {
            if (span != null) {
                endSpan(span, now);
            }
        } finally {
            notifyFrame(returnsRows, now);
        }
    }

    private void endSpan(Span ending, long now) {
        try {
            if (failure != null && ending.isRecording()) {
                instrumenter.recordFailure(ending, type(), failure.error, failure.type, now);
            }
        } finally {
            ending.end(now, TimeUnit.NANOSECONDS);
        }
    }

    private void notifyFrame(boolean returnsRows, long now) {
        if (frame != null) {
            frame.open = null;
        }
        if (span == null && !isStatement) {
            recordPhase(now);
        }
        if (frame != null && !ofTransaction) {
            FrameChildren.ends(frame, isStatement ? SpanType.DB_QUERY : SpanType.CONNECT, returnsRows, now);
        }
        nanos = now - start;
        if (isStatement) {
            recordWork();
        }
        if (instrumenter.measuresOperations) {
            measure(nanos);
        }
        if (failure != null) {
            return;
        }
        if (returnsRows) {
            recordRead();
        } else if (isStatement) {
            recordWrite();
        }
    }

    private void recordPhase(long now) {
        Throwable error = failure == null ? null : failure.error;
        if (ofTransaction && transaction != null) {
            transaction.phase(SpanType.CONNECT, statement.attributes, start, now, error);
        } else if (frame != null) {
            Phases.write(frame, SpanType.CONNECT, start, now, error);
        }
    }

    /** The connection has worked, for whomever. */
    private void recordWork() {
        if (transaction != null) {
            transaction.worked(nanos);
        } else if (frame != null) {
            FrameConnection.worked(frame, nanos);
        }
    }

    /** Ends of transactions and savepoints, which are named as operations, change nothing. */
    private void recordWrite() {
        TransactionSpan around = transaction == null && frame != null ? frame.runningTransaction() : transaction;
        if (around != null && !statement.isCommand()) {
            RecordedFrame writing = ofTransaction ? null : frame;
            around.hasWritten(writing, statement, batch, nanos);
        }
    }

    private void recordRead() {
        NPlusOne repeats = instrumenter.current.nPlusOne;
        if (repeats == null) {
            return;
        }
        if (frame != null && !ofTransaction) {
            if (FrameReads.add(frame, repeats, this) && statement.isInsert()) {
                recordWrite();
            }
        } else {
            repeats.statementEnds(transaction, ofTransaction, Span.current(), statement, nanos);
        }
    }

    /** Names the pool of a {@code connect} that no wrapper has named. */
    public void named(Attributes guess) {
        try {
            if (statement.attributes.isEmpty() && !guess.isEmpty()) {
                describe(guess);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public DescribedStatement firstStatement() {
        return statement;
    }

    @Override
    public long nanos() {
        return nanos;
    }
}
