package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.context.FrameContext;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.Origin;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.nplusone.ReadOperation;
import dev.ormtracing.core.internal.nplusone.Reads;
import dev.ormtracing.core.internal.nplusone.WriteOperation;
import dev.ormtracing.core.internal.nplusone.Writer;
import dev.ormtracing.core.internal.span.Instrumenter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/** A frame that is a span, or becomes one, or a part of one. */
final class RecordedFrame extends StackedFrame implements ReadOperation, WriteOperation {

    /** A JDBC call that runs in a frame. */
    interface RunningCall {

        /** Ends what has not been ended, or not quite, since there was no stack left for it. Can throw. */
        void abandon();
    }

    final Instrumenter instrumenter;
    final SpanType type;
    final FrameContext context;
    final Fate fate;

    /** Null unless there are metrics, or slow operations are logged. */
    final @Nullable OperationMeasurement measurement;

    /** The frame of the same tracer in which it was opened, or null. */
    final @Nullable RecordedFrame enclosing;

    private final Object owner;

    /** Null for a step. */
    @Nullable
    OperationName name;

    @Nullable
    TransactionSpan transaction;

    long clockOffset;
    long start;

    Inside inside = Inside.NOTHING;

    @Nullable
    Phases phases;

    /** Null for what neither begins nor ends a transaction. */
    final FrameChildren.@Nullable Rest rest;

    @Nullable
    CostCounts costs;

    @Nullable
    Reads reads;

    @Nullable
    StatementPurpose purpose;

    /** Where the operation is called, as far as that is recorded. */
    @Nullable
    Caller caller;

    @Nullable
    Throwable error;

    /** The JDBC call of this very operation that is running. */
    @Nullable
    RunningCall open;

    /** How many transactions of other sessions are open that were begun inside. */
    int transactions;

    /** Whether it goes on after the call that has opened it. */
    boolean cursor;

    /** The operation that has loaded the owner of what this one loads. */
    @Nullable
    Origin origin;

    RecordedFrame(
            Instrumenter instrumenter,
            SpanType type,
            Object owner,
            @Nullable RecordedFrame enclosing,
            FrameContext context) {
        this.instrumenter = instrumenter;
        this.type = type;
        this.owner = owner;
        this.enclosing = enclosing;
        this.context = context;
        this.fate = new Fate(this);
        this.measurement = instrumenter.measurementOf(type);
        this.rest = type == SpanType.START_TRANSACTION
                        || type == SpanType.COMMIT_TRANSACTION
                        || type == SpanType.ROLLBACK_TRANSACTION
                ? new FrameChildren.Rest(this)
                : null;
    }

    /** Says what it is, and when it has started. */
    void opens(@Nullable OperationName operation, @Nullable TransactionSpan running, long offset, long at) {
        name = operation;
        transaction = running;
        clockOffset = offset;
        start = at;
    }

    /** The innermost open frame of the calling thread, of whatever tracer, or null. */
    static @Nullable RecordedFrame current() {
        return (RecordedFrame) top(ThreadSlots.FRAME);
    }

    /** The innermost open frame of the calling thread, of whatever tracer; the given one, or null, is asked first. */
    static @Nullable RecordedFrame currentOfAny(@Nullable Frame likely) {
        return likely instanceof RecordedFrame frame && frame.onTopOf == Thread.currentThread() && !frame.ended
                ? frame
                : (RecordedFrame) top(ThreadSlots.FRAME);
    }

    /** The innermost open frame of the calling thread, if it is of that tracer; the given one, or null, is most likely. */
    static @Nullable RecordedFrame current(Instrumenter instrumenter, @Nullable Frame likely) {
        RecordedFrame frame =
                likely instanceof RecordedFrame known && known.onTopOf == Thread.currentThread() && !known.ended
                        ? known
                        : (RecordedFrame) top(ThreadSlots.FRAME);
        return frame != null && frame.instrumenter == instrumenter ? frame : null;
    }

    @Override
    public boolean isInnermost() {
        return onTopOf == Thread.currentThread() && !ended;
    }

    @Override
    public void pause() {
        pop(ThreadSlots.FRAME);
    }

    @Override
    public void resume() {
        if (!ended) {
            inside = Inside.NOTHING;
            push(ThreadSlots.FRAME);
        }
    }

    @Override
    public void detach() {
        if (!cursor) {
            cursor = true;
            FrameReads.tell(this, now());
        }
        Phases.pause(this);
        FrameEnd.leaveThread(this);
    }

    @Override
    public void attach() {
        if (ended || attached) {
            return;
        }
        try {
            push(ThreadSlots.FRAME);
            context.reattach();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void end() {
        FrameEnd.end(this);
    }

    @Override
    void endsLate() {
        FrameEnd.late(this);
    }

    /** The time of now on the clock of the trace, in nanoseconds since the epoch. */
    long now() {
        return clockOffset + System.nanoTime();
    }

    /** Whether the frame records anything: a span, or measurements without a span. */
    @Override
    public boolean isRecording() {
        return (fate.recordsSpan || measurement != null) && !ended;
    }

    @Override
    public boolean isRunning() {
        return fate.begun && !ended;
    }

    @Override
    public void becomeSpan() {
        if (fate.begun || ended) {
            return;
        }
        try {
            fate.begin();
            if (type == SpanType.OPERATION) {
                context.show();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public boolean is(SpanType candidate) {
        return type == candidate;
    }

    @Override
    public boolean isFlush() {
        return type == SpanType.FLUSH || name != null && name.kind == OperationKind.FLUSH;
    }

    @Override
    public Object owner() {
        return owner;
    }

    @Override
    public boolean belongsTo(Object session) {
        return owner == session;
    }

    @Override
    public void runs(Inside what) {
        if (what != Inside.APPLICATION || inside != Inside.OPERATIONS) {
            inside = what;
        }
    }

    @Override
    public boolean absorbs(Object session) {
        return owner == session
                && inside != Inside.OPERATIONS
                && !ended
                && (type == SpanType.OPERATION || type == SpanType.FLUSH);
    }

    @Override
    public @Nullable OperationMeasurement measurement() {
        return measurement;
    }

    @Override
    public void fail(Throwable failure) {
        if (error == null) {
            error = failure;
        }
    }

    @Override
    public @Nullable StatementPurpose purpose() {
        return purpose;
    }

    @Override
    public @Nullable StatementPurpose purpose(@Nullable StatementPurpose next) {
        StatementPurpose before = purpose;
        purpose = next;
        return before;
    }

    @Override
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            fate.setAttribute(key, value);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public <T> void setTransactionAttribute(AttributeKey<T> key, T value) {
        try {
            fate.setTransactionAttribute(key, value);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void link(Origin loading) {
        try {
            if (loading.span().isSampled() && isRecording()) {
                origin = loading;
                fate.links(loading.span());
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public SpanContext spanContext() {
        try {
            return fate.begun && fate.recordsSpan ? context.span().getSpanContext() : SpanContext.getInvalid();
        } catch (Throwable e) {
            Guard.report(e);
            return SpanContext.getInvalid();
        }
    }

    @Override
    public void rename(OperationMethod method, @Nullable String model, @Nullable String newName) {
        try {
            name = instrumenter.nameOf(method, model, newName);
            fate.rename(name);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public CostCounts costs() {
        if (!fate.recordsSpan || ended) {
            return CostCounts.NONE;
        }
        CostCounts known = costs;
        return known == null ? ownCosts() : known;
    }

    CostCounts ownCosts() {
        CostCounts known = costs;
        if (known == null) {
            known = new CostCounts();
            costs = known;
        }
        return known;
    }

    @Override
    public void rowsRead(int rows) {
        if (phases != null && phases.selects > 0 || name != null && !name.takesEntityState) {
            costs().add(Cost.ROWS_READ, rows);
        }
    }

    @Nullable
    TransactionSpan runningTransaction() {
        return transaction == null || transaction.isEnded() ? null : transaction;
    }

    @Override
    public String label() {
        return name == null ? "" : name.full;
    }

    @Override
    public @Nullable OperationName name() {
        return name;
    }

    @Override
    public @Nullable String loadedBy() {
        return origin == null ? null : origin.operation();
    }

    @Override
    public long rowsRead() {
        return costs == null ? 0 : costs.get(Cost.ROWS_READ);
    }

    @Override
    public @Nullable Writer writer() {
        return name == null || isFlush() ? Writer.FLUSH : Writer.of(name);
    }

    @Override
    public long start() {
        return start;
    }
}
