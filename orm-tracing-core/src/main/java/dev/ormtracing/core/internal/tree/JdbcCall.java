package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.base.TraceClock;
import dev.ormtracing.core.internal.context.DbClientSpans;
import dev.ormtracing.core.internal.context.JavaAgent;
import dev.ormtracing.core.internal.context.RunningContext;
import dev.ormtracing.core.internal.context.RunningContext.Content;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.measure.StatementShape;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.ErrorEvent;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadStatement;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a {@code connect} or {@code db_query}, current while the driver works, so that spans of the driver nest below
 * it. A {@code connect} of which nobody knows yet whether it is a span is only timed, and a {@code db_query} that somebody
 * else has a span of is only noticed. Started and ended by one thread. No method throws.
 */
public sealed class JdbcCall implements ReadStatement permits MeasuredJdbcCall {

    final Instrumenter instrumenter;
    final @Nullable RecordedFrame frame;
    final SpanType type;
    final @Nullable Span span;
    private final @Nullable RunningContext running;
    private final long clockOffset;
    private Attributes attributes;

    /** The transaction that has the connection, or null. */
    private @Nullable TransactionSpan transaction;

    /** A child of the transaction, and of no frame; where there is one, the transaction was begun in it. */
    private boolean ofTransaction;

    /** The call site of a statement outside of operations. */
    private @Nullable Caller caller;

    /** When the span started; once it has ended, its duration. */
    private long start;

    private @Nullable Throwable error;
    private @Nullable String errorType;
    private boolean ended;
    private boolean joined;

    JdbcCall(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            SpanType type,
            @Nullable Span span,
            @Nullable RunningContext running,
            Attributes attributes,
            long clockOffset,
            long start) {
        this.instrumenter = instrumenter;
        this.frame = frame;
        this.type = type;
        this.span = span;
        this.attributes = attributes;
        this.clockOffset = clockOffset;
        this.start = start;
        this.running = running;
        if (frame == null) {
            ThreadSlots.JDBC_CALL.set(this);
        } else {
            frame.open(this);
        }
        if (isStatement()) {
            JavaAgent.enterStatement();
        }
    }

    /**
     * Starts what is to be timed; null when there is nothing to trace.
     *
     * @param transaction the transaction that has the connection, or null
     * @param prepared whether inside an operation its time began when it was prepared
     */
    static @Nullable JdbcCall start(
            Instrumenter instrumenter,
            @Nullable TransactionSpan transaction,
            SpanType type,
            String name,
            Attributes attributes,
            boolean prepared) {
        try {
            if (type == SpanType.CONNECT && joins(runningConnect(), attributes)) {
                return null;
            }
            RecordedFrame frame = RecordedFrame.current(instrumenter);
            JdbcCall started = frame == null || transaction != null && transaction.isBegunIn(frame)
                    ? startAlone(instrumenter, frame, transaction, type, name, attributes)
                    : startIn(frame, type, name, attributes, prepared);
            if (started != null) {
                started.transaction = transaction;
            }
            return started;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** What runs outside of frames on the calling thread, or null. */
    static @Nullable JdbcCall running() {
        return (JdbcCall) ThreadSlots.JDBC_CALL.get();
    }

    /** What is waiting for a connection on the calling thread, of whatever tracer, or null. */
    private static @Nullable JdbcCall runningConnect() {
        RecordedFrame frame = RecordedFrame.current();
        JdbcCall open = frame == null ? null : frame.open();
        JdbcCall running = open == null ? running() : open;
        return running != null && running.type == SpanType.CONNECT && !running.ended ? running : null;
    }

    /** There is one {@code connect}, however many wrappers the connection comes through; it says what each of them knows. */
    private static boolean joins(@Nullable JdbcCall running, Attributes attributes) {
        if (running == null) {
            return false;
        }
        running.join(attributes);
        return true;
    }

    private void join(Attributes known) {
        joined = true;
        if (known.isEmpty()) {
            return;
        }
        attributes = known;
        if (span != null) {
            span.setAllAttributes(known);
        }
    }

    /** Whether a further wrapper would have started this span if it were not running. */
    boolean isJoined() {
        return joined;
    }

    /** Starts a child that is only timed and never a span by itself. */
    static JdbcCall untold(Instrumenter instrumenter, SpanType type) {
        return of(instrumenter, null, type, null, null, Attributes.empty(), 0, 0, false);
    }

    private static @Nullable JdbcCall startIn(
            RecordedFrame frame, SpanType type, String name, Attributes attributes, boolean prepared) {
        if (!frame.isRecording() || frame.isStatementOpen()) {
            return null;
        }
        long start = prepared ? frame.statementStart() : frame.now();
        if (type == SpanType.DB_QUERY) {
            frame.learn(attributes);
        }
        frame.childStarts(start);
        if (!frame.isRecording()) {
            return null;
        }
        Context current = RunningContext.current();
        boolean statement = type == SpanType.DB_QUERY;
        boolean foreign = statement && DbClientSpans.isOpen(current);
        if (statement && frame.isMerged()) {
            // This statement is no span, and other tracers must not create one for it either.
            Span none = Span.getInvalid();
            RunningContext unseen = RunningContext.enter(current, current, none, Content.STATEMENT_ONLY);
            return of(frame.instrumenter, frame, type, none, unseen, attributes, frame.clockOffset(), start, foreign);
        }
        boolean known = statement ? !foreign : frame.instrumenter.detail().isAlwaysSpan() && !frame.isMerged();
        if (!known || !frame.isWritten()) {
            return of(frame.instrumenter, frame, type, null, null, attributes, frame.clockOffset(), start, foreign);
        }
        Context parent = frame.parentForPart(current);
        return startSpan(
                frame.instrumenter, frame, type, name, attributes, null, current, parent, frame.clockOffset(), start);
    }

    /** @param around the frame that the transaction was begun in, or null */
    private static @Nullable JdbcCall startAlone(
            Instrumenter instrumenter,
            @Nullable RecordedFrame around,
            @Nullable TransactionSpan transaction,
            SpanType type,
            String name,
            Attributes attributes) {
        if (around == null ? !instrumenter.isEnabled() || isStatementRunning(instrumenter) : around.isStatementOpen()) {
            return null;
        }
        Context current = RunningContext.current();
        boolean inTransaction = transaction != null && transaction.isParentIn(current);
        Context parent = inTransaction ? transaction.parentFor(current) : current;
        boolean unsampled = inTransaction
                ? Spans.isUnsampled(Span.fromContext(parent))
                : UnsampledFrame.isUnsampledIn(instrumenter, current);
        boolean statement = type == SpanType.DB_QUERY;
        boolean foreign = statement && DbClientSpans.isOpen(current);
        boolean spanless = unsampled
                || foreign
                || inTransaction && !statement && !instrumenter.detail().isAlwaysSpan();
        if (unsampled && !instrumenter.measures() || foreign && !inTransaction) {
            return null;
        }
        long nanoTime = System.nanoTime();
        long clockOffset = inTransaction ? transaction.clockOffset() : TraceClock.offset(nanoTime);
        long start = clockOffset + nanoTime;
        Caller caller = statement && !spanless ? instrumenter.findCaller() : null;
        JdbcCall started = spanless
                ? of(instrumenter, around, type, null, null, attributes, clockOffset, start, foreign)
                : startSpan(instrumenter, around, type, name, attributes, caller, current, parent, clockOffset, start);
        if (started != null) {
            started.ofTransaction = inTransaction;
        }
        return started;
    }

    private static @Nullable JdbcCall startSpan(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            SpanType type,
            String name,
            Attributes attributes,
            @Nullable Caller caller,
            Context current,
            Context parent,
            long clockOffset,
            long start) {
        Span span = type == SpanType.DB_QUERY
                ? instrumenter.startStatement(causeIn(frame), name, attributes, caller, parent, start)
                : instrumenter
                        .spanBuilder(name, parent, start, false)
                        .setAllAttributes(attributes)
                        .startSpan();
        try {
            if (!span.isRecording()) {
                return instrumenter.observes()
                        ? of(instrumenter, frame, type, null, null, attributes, clockOffset, start, false)
                        : null;
            }
            return of(instrumenter, frame, type, span, attributes, caller, current, parent, clockOffset, start);
        } catch (Throwable e) {
            span.end();
            throw e;
        }
    }

    private static @Nullable StatementPurpose causeIn(@Nullable RecordedFrame frame) {
        return frame == null ? null : frame.cause();
    }

    /** Creates the child of a span that has started. */
    private static JdbcCall of(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            SpanType type,
            Span span,
            Attributes attributes,
            @Nullable Caller caller,
            Context current,
            Context parent,
            long clockOffset,
            long start) {
        Content content = type == SpanType.DB_QUERY ? Content.STATEMENT : Content.SPAN;
        RunningContext running = RunningContext.enter(current, parent, span, content);
        JdbcCall started = of(instrumenter, frame, type, span, running, attributes, clockOffset, start, false);
        started.caller = caller;
        return started;
    }

    /** @param foreign whether somebody else has a span of the same statement */
    private static JdbcCall of(
            Instrumenter instrumenter,
            @Nullable RecordedFrame frame,
            SpanType type,
            @Nullable Span span,
            @Nullable RunningContext running,
            Attributes attributes,
            long clockOffset,
            long start,
            boolean foreign) {
        return instrumenter.observes()
                ? new MeasuredJdbcCall(
                        instrumenter, frame, type, span, running, attributes, clockOffset, start, foreign)
                : new JdbcCall(instrumenter, frame, type, span, running, attributes, clockOffset, start);
    }

    /** The execution of a statement whose span was started when it was prepared; null if it is not the one it is of. */
    static @Nullable JdbcCall start(AwaitedExecution query) {
        try {
            Instrumenter instrumenter = query.instrumenter;
            RecordedFrame frame = RecordedFrame.current(instrumenter);
            Context current = RunningContext.current();
            if (frame == null ? isStatementRunning(instrumenter) : !frame.isRecording() || frame.isStatementOpen()) {
                return null;
            }
            if (DbClientSpans.isOpen(current) || !query.take(frame, Span.fromContext(current))) {
                return null;
            }
            boolean ofFrame = frame != null && !query.ofTransaction;
            if (ofFrame) {
                frame.childStarts(frame.now());
            }
            Context parent = ofFrame ? frame.parentForPart(current) : current;
            JdbcCall started = of(
                    instrumenter,
                    frame,
                    SpanType.DB_QUERY,
                    query.span,
                    query.attributes,
                    query.caller,
                    current,
                    parent,
                    query.clockOffset,
                    query.start);
            started.transaction = query.transaction;
            started.ofTransaction = query.ofTransaction;
            return started;
        } catch (Throwable e) {
            Guard.report(e);
            return null;
        }
    }

    /** Whether a statement outside of frames is running: a second wrapper around it makes no second span. */
    static boolean isStatementRunning(Instrumenter instrumenter) {
        JdbcCall running = running();
        return running != null && running.instrumenter == instrumenter && !running.ended;
    }

    /** The statement has turned out to be a batch of what it was prepared for. */
    public void becomeBatch(String summary, Attributes described) {
        try {
            if (span != null) {
                span.updateName(instrumenter.queryName(summary));
                span.setAllAttributes(described);
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
        if (error == null) {
            error = failure;
            errorType = type;
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
        leave();
        try {
            finish(returnsRows, clockOffset + System.nanoTime());
        } catch (Throwable e) {
            Guard.report(e);
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
            tellFrame(returnsRows, now);
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
        return error == null || errorType != null ? errorType : error.getClass().getName();
    }

    private boolean isStatement() {
        return span != null && type == SpanType.DB_QUERY;
    }

    private void leave() {
        ended = true;
        if (isStatement()) {
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
            tellFrame(returnsRows, now);
        }
    }

    private void endSpan(Span ending, long now) {
        try {
            if (error != null && ending.isRecording()) {
                ErrorEvent.record(ending, error, errorType, instrumenter.recordsMessages(), now);
            }
        } finally {
            ending.end(now, TimeUnit.NANOSECONDS);
        }
    }

    private void tellFrame(boolean returnsRows, long now) {
        if (frame != null) {
            frame.open(null);
        }
        if (span == null && type == SpanType.CONNECT) {
            tellPhase(now);
        }
        if (frame != null && !ofTransaction) {
            frame.childEnds(type, returnsRows, now);
        }
        start = now - start;
        if (type == SpanType.DB_QUERY) {
            tellWork();
        }
        measure(start);
        if (returnsRows && error == null) {
            tellRead();
        }
    }

    private void tellPhase(long now) {
        if (ofTransaction) {
            transaction.phase(type, attributes, start, now, error);
        } else if (frame != null) {
            frame.phase(type, start, now, error);
        }
    }

    /** The connection has worked, for whomever. */
    private void tellWork() {
        if (transaction != null) {
            transaction.worked(start);
        } else if (frame != null) {
            frame.worked(start);
        }
    }

    private void tellRead() {
        NPlusOne repeats = instrumenter.nPlusOne();
        if (repeats == null) {
            return;
        }
        if (frame != null && !ofTransaction) {
            frame.hasRead(repeats, this);
        } else {
            repeats.statementEnds(transaction, ofTransaction, Span.current(), attributes, start);
        }
    }

    @Override
    public Attributes firstStatement() {
        return attributes;
    }

    @Override
    public long nanos() {
        return start;
    }
}
