package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.base.ThreadSlots;
import dev.ormtracing.core.internal.context.FrameContext;
import dev.ormtracing.core.internal.context.Spans;
import dev.ormtracing.core.internal.cost.Cost;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.measure.Metrics;
import dev.ormtracing.core.internal.measure.Observed;
import dev.ormtracing.core.internal.measure.OperationMeasurement;
import dev.ormtracing.core.internal.merge.WriteRun;
import dev.ormtracing.core.internal.name.Caller;
import dev.ormtracing.core.internal.name.ErrorEvent;
import dev.ormtracing.core.internal.name.OperationKind;
import dev.ormtracing.core.internal.name.OperationMethod;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.name.StatementPurpose;
import dev.ormtracing.core.internal.nplusone.NPlusOne;
import dev.ormtracing.core.internal.nplusone.ReadCount;
import dev.ormtracing.core.internal.nplusone.ReadOperation;
import dev.ormtracing.core.internal.nplusone.Reads;
import dev.ormtracing.core.internal.nplusone.WriteOperation;
import dev.ormtracing.core.internal.nplusone.Writer;
import dev.ormtracing.core.internal.span.Instrumenter;
import dev.ormtracing.core.internal.span.PhaseTimes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A frame that is a span, or becomes one, or a part of one. */
final class RecordedFrame extends StackedFrame implements Observed, Phases.Phased, ReadOperation, WriteOperation {

    /** What else runs in the frame than its own work. */
    private enum Inside {
        NOTHING,

        /** Statements that are executed in another frame. */
        PREPARES,

        /** The application, between two rows. */
        APPLICATION,

        /** The application, and what it calls are operations of their own. */
        OPERATIONS
    }

    private static final long ROUND_TRIP = 10_000;

    final Instrumenter instrumenter;
    final SpanType type;
    final FrameContext context;
    final Fate fate;

    /** Null unless there are metrics, or slow operations are logged. */
    final @Nullable OperationMeasurement observation;

    private final Object owner;
    private final @Nullable RecordedFrame enclosing;
    private @Nullable OperationName name;
    private @Nullable TransactionSpan transaction;
    private long clockOffset;
    private long start;

    private Inside inside = Inside.NOTHING;
    private @Nullable Phases phases;

    private @Nullable CostCounts costs;
    private @Nullable Reads reads;
    private @Nullable StatementPurpose cause;

    /** The operation that has loaded the owner of what this one loads. */
    private @Nullable String loadedBy;

    private @Nullable Caller caller;
    private @Nullable Throwable error;

    /** The JDBC call of this very operation that is running. */
    private @Nullable JdbcCall open;

    /** How many transactions of other sessions are open that were begun inside. */
    private int transactions;

    private boolean cursor;

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
        this.observation = instrumenter.observationOf(this);
    }

    /** Takes the same frame, which has not begun, for the next operation of its session. */
    void reopen(
            @Nullable OperationName next,
            @Nullable TransactionSpan running,
            Context outer,
            Context parent,
            long offset,
            long at) {
        context.reopen(outer, parent);
        closed = false;
        cause = null;
        loadedBy = null;
        costs = null;
        caller = null;
        opens(next, running, offset, at);
        push();
    }

    /** Says what it is, and when it has started. */
    void opens(@Nullable OperationName operation, @Nullable TransactionSpan running, long offset, long at) {
        name = operation;
        transaction = running;
        clockOffset = offset;
        start = at;
        if (phases != null && hasPhases()) {
            phases.start(at);
        }
    }

    /**
     * Makes the new frame the thread's.
     *
     * @param span its span where it has one already, else the invalid one
     * @param calledFrom where the operation is called, if that is known already
     * @param deferred whether it begins only with a JDBC action
     * @param innermost the thread's so far, of whatever tracer, or null
     */
    void enter(Span span, @Nullable Caller calledFrom, boolean deferred, @Nullable RecordedFrame innermost) {
        try {
            caller = calledFrom;
            if (span != Span.getInvalid()) {
                fate.begin(span, context.parent());
            } else {
                fate.open(deferred);
            }
            push(innermost);
            // Steps are never current: whoever opens a scope in one of their callbacks may close it after them.
            if (fate.begun && isOperation()) {
                context.show();
            }
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    @Override
    public boolean isInnermost() {
        return isOnTop();
    }

    @Override
    ThreadSlots slot() {
        return ThreadSlots.FRAME;
    }

    /** The innermost open frame of the calling thread, of whatever tracer, or null. */
    static @Nullable RecordedFrame current() {
        return (RecordedFrame) top(ThreadSlots.FRAME);
    }

    /** The same, of which the given one, or null, is most likely. */
    static @Nullable RecordedFrame currentOfAny(@Nullable Frame likely) {
        return likely instanceof RecordedFrame frame && frame.isInnermost() ? frame : current();
    }

    /** The innermost open frame of the calling thread, if it is of that tracer. */
    static @Nullable RecordedFrame current(Instrumenter instrumenter) {
        return top(ThreadSlots.FRAME) instanceof RecordedFrame frame && frame.instrumenter == instrumenter
                ? frame
                : null;
    }

    /** The same, of which the given one, or null, is most likely. */
    static @Nullable RecordedFrame current(Instrumenter instrumenter, @Nullable Frame likely) {
        return likely instanceof RecordedFrame frame && frame.isInnermost() && frame.instrumenter == instrumenter
                ? frame
                : current(instrumenter);
    }

    private void leaveThread() {
        if (!entered) {
            return;
        }
        if (pop()) {
            entered = false;
            context.leaves();
        } else if (context.isLeftToItsThread()) {
            Guard.warnOnce("An operation was ended by another thread than the one it runs on; its scope is left to that"
                    + " thread.");
        }
    }

    @Override
    public void pause() {
        pop();
    }

    @Override
    public void resume() {
        if (!closed) {
            inside = Inside.NOTHING;
            push();
        }
    }

    @Override
    public void detach() {
        if (!cursor) {
            cursor = true;
            countReads(now());
        }
        if (phases != null || hasPhases()) {
            phases().closeGap();
        }
        leaveThread();
    }

    @Override
    public void attach() {
        if (closed || entered) {
            return;
        }
        try {
            push();
            context.reattach();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public SpanType type() {
        return type;
    }

    /** The frame of the same tracer in which it was opened, or null. */
    @Nullable
    RecordedFrame enclosing() {
        return enclosing;
    }

    long clockOffset() {
        return clockOffset;
    }

    @Override
    public long now() {
        return clockOffset + System.nanoTime();
    }

    @Override
    public boolean hasBegun() {
        return fate.begun;
    }

    @Override
    public boolean hasStarted() {
        return fate.begun && !closed;
    }

    /** Whether what the frame learns shows on a span, as far as is known. */
    boolean isWritten() {
        return fate.recording;
    }

    /** Whether the frame records anything: a span, or measurements without a span. */
    @Override
    public boolean isRecording() {
        return (fate.recording || observation != null) && !closed;
    }

    /** Whether it is written with its siblings, and nothing below it is a span. */
    boolean isMerged() {
        return fate.isMerged();
    }

    boolean isInMerged() {
        return enclosing != null && enclosing.isMerged();
    }

    @Override
    public @Nullable Metrics metrics() {
        return instrumenter.metrics();
    }

    @Override
    public boolean isOptimisticLock(Throwable failure) {
        return instrumenter.isOptimisticLock(failure);
    }

    @Override
    public String label() {
        return name == null ? "" : name.full;
    }

    @Override
    public void becomeSpan() {
        try {
            fate.begin();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public boolean isOperation() {
        return type == SpanType.OPERATION;
    }

    @Override
    public boolean isOperation(String method) {
        return name != null && name.method.equals(method);
    }

    @Override
    public boolean isTransactionStart() {
        return type == SpanType.START_TRANSACTION;
    }

    @Override
    public boolean isFlush() {
        return type == SpanType.FLUSH || name != null && name.kind == OperationKind.FLUSH;
    }

    private boolean hasPhases() {
        return type == SpanType.OPERATION || type == SpanType.FLUSH;
    }

    @Override
    public boolean writesEntities() {
        return type == SpanType.FLUSH || name != null && name.writesEntities;
    }

    @Override
    public void switchesAutoCommit(long startNanoTime, long endNanoTime) {
        try {
            // A driver that need not ask the server for this takes no time.
            if (isStep() && isWritten() && endNanoTime - startNanoTime > ROUND_TRIP) {
                fate.times().add(SpanType.AUTO_COMMIT, startNanoTime, endNanoTime, false);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Whether it begins or ends a transaction. */
    private boolean isStep() {
        return type == SpanType.START_TRANSACTION
                || type == SpanType.COMMIT_TRANSACTION
                || type == SpanType.ROLLBACK_TRANSACTION;
    }

    @Override
    public void keysReturn() {
        if (phases != null) {
            phases.keysReturn();
        }
        TransactionSpan running = runningTransaction();
        if (running != null) {
            running.keysReturn();
        }
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
    public void allowNestedOperations() {
        inside = Inside.OPERATIONS;
    }

    @Override
    public void keepsConnection() {
        if (inside != Inside.OPERATIONS) {
            inside = Inside.APPLICATION;
        }
    }

    @Override
    public void onlyPrepares() {
        inside = Inside.PREPARES;
    }

    /** Whether a statement that is prepared here may be executed here. */
    boolean mayExecute() {
        return inside != Inside.PREPARES;
    }

    @Override
    public boolean absorbs(Object session) {
        return owner == session
                && inside != Inside.OPERATIONS
                && !closed
                && (type == SpanType.OPERATION || type == SpanType.FLUSH);
    }

    @Override
    public boolean isMeasured() {
        return observation != null;
    }

    @Override
    public void usesQueryPlan() {
        if (observation != null) {
            observation.usesPlan();
        }
    }

    @Override
    public void outsideTransaction() {
        if (observation != null) {
            observation.outsideTransaction();
        }
    }

    @Override
    public void fail(Throwable failure) {
        if (error == null) {
            error = failure;
        }
    }

    @Override
    public @Nullable Throwable error() {
        return error;
    }

    @Override
    public @Nullable StatementPurpose cause() {
        return cause;
    }

    @Override
    public @Nullable StatementPurpose cause(@Nullable StatementPurpose next) {
        StatementPurpose before = cause;
        cause = next;
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
            fate.setTransactionAttribute(key, value, transaction);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    <T> void setAttributeOfWhole(AttributeKey<T> key, T value) {
        if (!isOfTransaction()) {
            Objects.requireNonNull(enclosing).setAttribute(key, value);
        } else if (transaction != null) {
            transaction.setAttribute(key, value);
        }
    }

    /**
     * Whether what is no span is a part of the transaction and not of the frame around. A step is, where that frame is a
     * step of another session's transaction, which a transaction manager completes at the same time.
     */
    boolean isOfTransaction() {
        return enclosing == null
                || transaction != null
                        && (transaction.isBegunIn(enclosing)
                                || type != SpanType.FLUSH
                                        && hasBegun()
                                        && Spans.isSame(context.span(), transaction.span()));
    }

    @Override
    public void link(Origin origin) {
        try {
            if (origin.span().isSampled() && isRecording()) {
                fate.link(origin.span());
                loadedBy = origin.operation();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public SpanContext spanContext() {
        try {
            return fate.spanContext();
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

    /** A statement is about to run, which may tell what the operation is. */
    void learn(Attributes statement) {
        if (name != null && name.isUnknown && owner instanceof StatementReader reader) {
            String text = statement.get(ReadCount.TEXT);
            if (text != null) {
                reader.read(text, this);
            }
        }
    }

    /** The name of this operation, or of the operation that this is a step of. */
    @Nullable
    OperationName operationName() {
        return name == null && enclosing != null ? enclosing.operationName() : name;
    }

    /** The call site of {@link #operationName()}, as far as it is recorded. */
    @Nullable
    Caller operationCaller() {
        return name == null && enclosing != null ? enclosing.operationCaller() : caller;
    }

    @Override
    public @Nullable OperationName name() {
        return name;
    }

    @Override
    public @Nullable String loadedBy() {
        return loadedBy;
    }

    @Override
    public boolean hasReadOneRow() {
        return costs != null && costs.get(Cost.ROWS_READ) == 1;
    }

    /** Most flushes and many operations do nothing that has a phase: only what happens asks for them. */
    private Phases phases() {
        Phases known = phases;
        if (known == null) {
            known = new Phases(this);
            if (hasPhases()) {
                known.start(start);
            }
            phases = known;
        }
        return known;
    }

    @Override
    public void compileStarts() {
        try {
            if (isRecording()) {
                phases().compileStarts();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void compileEnds() {
        if (phases != null) {
            phases.compileEnds();
        }
    }

    @Override
    public boolean hasCompiled() {
        return phases != null && phases.hasCompiled();
    }

    @Override
    public void selectStarts() {
        phases().selectStarts();
        if (costs != null) {
            costs.selectStarts();
        }
    }

    @Override
    public void selectEnds() {
        try {
            if (phases != null) {
                phases.selectEnds();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void statementPrepares() {
        if (inside != Inside.OPERATIONS && isRecording()) {
            phases().prepareStarts();
        }
        if (costs != null) {
            costs.statementPrepares();
        }
    }

    /** When the statement that is executed now has begun. */
    long statementStart() {
        return phases == null ? now() : phases.statementStart();
    }

    @Override
    public void phase(SpanType phase, long from, long to, @Nullable Throwable failure) {
        if (observation != null) {
            observation.phase(phase, to - from);
        }
        if (fate.recording) {
            fate.phase(phase, from, to, failure);
        }
    }

    /** The log of slow operations tells it with the flush. */
    @Override
    public void rest(long from, long to) {
        if (isWritten()) {
            fate.times().add(SpanType.SERIALIZE, from, to, false);
        }
    }

    PhaseTimes timesOfWhole() {
        return isOfTransaction()
                ? Objects.requireNonNull(transaction).times()
                : Objects.requireNonNull(enclosing).fate.times();
    }

    @Override
    public CostCounts costs() {
        if (!fate.recording || closed) {
            return CostCounts.NONE;
        }
        CostCounts known = costs;
        return known == null ? ownCosts() : known;
    }

    private CostCounts ownCosts() {
        CostCounts known = costs;
        if (known == null) {
            known = new CostCounts();
            costs = known;
        }
        return known;
    }

    @Nullable
    CostCounts knownCosts() {
        return costs;
    }

    @Override
    public void rowsRead(int rows) {
        if (phases != null && phases.isSelecting() || name != null && !name.takesEntityState) {
            costs().add(Cost.ROWS_READ, rows);
        }
    }

    @Override
    public void connectionAcquired() {
        TransactionSpan running = runningTransaction();
        if (running != null && isWritten() && isRecording()) {
            running.connectionAcquired();
        } else if (inside == Inside.APPLICATION || inside == Inside.OPERATIONS) {
            costs().connectionAcquired(System.nanoTime());
        }
    }

    @Override
    public void connectionReleased() {
        CostCounts known = costsOfConnection();
        if (known != null) {
            known.connectionReleased(System.nanoTime());
        }
    }

    /** A statement of this frame has run. */
    void worked(long nanos) {
        CostCounts known = costsOfConnection();
        if (known != null) {
            known.connectionWorked(nanos);
        }
    }

    private @Nullable CostCounts costsOfConnection() {
        TransactionSpan running = runningTransaction();
        return running == null ? costs : running.knownCosts();
    }

    @Nullable
    TransactionSpan runningTransaction() {
        return transaction == null || transaction.isEnded() ? null : transaction;
    }

    /** The context in which a child starts that Hibernate or the driver calls in the given one. */
    Context parentForPart(Context current) {
        if (!fate.begun) {
            fate.begin();
        }
        return context.forPart(current, spanAroundTransaction());
    }

    /** The context in which a child starts that the application calls in the given one. */
    Context parentForChild(Context current) {
        fate.begin();
        return context.forChild(current, spanAroundTransaction());
    }

    private @Nullable Span spanAroundTransaction() {
        return transaction == null ? null : transaction.outerSpan();
    }

    /** A child starts: the gap before it ends. */
    void childStarts(long at) {
        if (!fate.begun) {
            fate.begin();
        }
        Phases known = phases;
        if (known != null) {
            known.childStarts(at);
        } else if (hasPhases()) {
            phases().childStarts(at);
        }
    }

    /** A transaction of another session begins inside. Until its end, no gap of this frame is anything. */
    void transactionStarts(long at) {
        childStarts(at);
        transactions++;
    }

    void transactionEnds(long at) {
        transactions--;
        if (!closed && current() == this) {
            childEnds(SpanType.TRANSACTION, false, at);
        }
    }

    void childEnds(SpanType child, boolean returnsRows, long at) {
        if (transactions == 0 && (phases != null || hasPhases() || child == SpanType.CONNECT)) {
            (phases == null ? phases() : phases)
                    .childEnds(child, returnsRows, name != null && name.takesEntityState, at);
        }
    }

    /** Whether a statement of this very operation is running: a second wrapper around it makes no second span. */
    boolean isStatementOpen() {
        return open != null;
    }

    /** Whether a JDBC call of this very operation can start. */
    boolean mayStart() {
        return open == null && isRecording();
    }

    @Nullable
    JdbcCall open() {
        return open;
    }

    void open(@Nullable JdbcCall child) {
        open = child;
    }

    /**
     * A statement of this very frame has returned rows. Those of a sequence or a flush are not counted.
     *
     * @return whether it may be a write, which has returned what the database has made
     */
    boolean hasRead(NPlusOne repeats, JdbcCall statement) {
        boolean writes = name == null || name.takesEntityState && (phases == null || !phases.isSelecting());
        if (name != null
                && name.mayRepeat
                && (phases != null && phases.isSelecting() || !name.takesEntityState)
                && (cause == null || !cause.loadsSeveral())) {
            reads = repeats.and(context.span(), reads, statement, cause);
            name.reads(cause);
        }
        return writes;
    }

    @Override
    public @Nullable Writer writer() {
        return name == null || isFlush() ? Writer.FLUSH : Writer.of(name);
    }

    @Override
    public long start() {
        return start;
    }

    /** Reports the operation to its parent as one read, however many statements it took. */
    private void countReads(long now) {
        Reads known = reads;
        NPlusOne repeats = instrumenter.nPlusOne();
        if (known == null || repeats == null || name == null || error != null) {
            return;
        }
        long nanos = now - start;
        if (enclosing == null) {
            TransactionSpan running = runningTransaction();
            Context outer = context.outer();
            boolean direct = running != null && running.isParentIn(outer, null);
            repeats.operationEnds(running, direct, Span.fromContext(outer), this, known.firstStatement(), nanos);
        } else if (enclosing.isOperation()) {
            enclosing.reads =
                    repeats.and(enclosing.context.span(), enclosing.reads, this, known.firstStatement(), nanos);
        }
    }

    /** Begins the frame around, and says in which context this one begins. */
    Context startInEnclosing(Context parent) {
        if (enclosing == null || enclosing.closed) {
            return parent;
        }
        enclosing.childStarts(start);
        Context outer = context.outer();
        if (parent != outer) {
            return parent;
        }
        return isOperation() ? enclosing.parentForChild(outer) : enclosing.parentForPart(outer);
    }

    Span startSpan(Context parent) {
        caller = isOperation() ? instrumenter.findCaller() : null;
        return instrumenter.startSpan(type, name, caller, parent, start);
    }

    /** Records what caused the frame: the call that forced a flush, or a transaction that is over. */
    void describeBeginning() {
        if (type == SpanType.FLUSH && enclosing != null) {
            if (enclosing.name != null) {
                setAttribute(OrmAttributes.FLUSH_CAUSE, enclosing.name.full);
            } else if (enclosing.type == SpanType.COMMIT_TRANSACTION) {
                setAttribute(OrmAttributes.FLUSH_CAUSE, "commit");
            }
        } else if (isOperation() && transaction == TransactionSpan.COMPLETED) {
            setAttribute(OrmAttributes.AFTER_COMPLETION, true);
        }
    }

    @Override
    public void end() {
        if (closed) {
            return;
        }
        boolean done = false;
        try {
            endInner();
            if (!fate.endsUnbegun()) {
                finish(now());
            }
            done = true;
        } catch (Throwable e) {
            done = abandon();
            Guard.report(e);
        } finally {
            closed = true;
            // At the end of the stack nothing can be called any more. Whoever looks for frames next, ends this one.
            if (done) {
                leaveThread();
            }
        }
    }

    /** At the end of the stack, not even the end of what is inside can be called. */
    private void endInner() {
        if (!entered) {
            return;
        }
        RecordedFrame inner = isOnTop() ? this : current();
        while (inner != this && inner != null && inner.isInside(this)) {
            inner.end();
            inner = current();
        }
        if (inner == this) {
            abandonOpen();
        }
    }

    private void abandonOpen() {
        JdbcCall left = open;
        if (left != null) {
            open = null;
            left.abandon();
        }
    }

    private boolean isInside(RecordedFrame other) {
        RecordedFrame around = enclosing;
        while (around != null && around != other) {
            around = around.enclosing;
        }
        return around != null;
    }

    @Override
    void endsLate() {
        if (entered) {
            abandon();
            entered = false;
            context.leaves();
        }
    }

    private boolean abandon() {
        try {
            if (entered && (closed || current() == this)) {
                abandonOpen();
            }
            fate.abandon(now());
            return true;
        } catch (Throwable e) {
            Guard.report(e);
            return false;
        }
    }

    private void finish(long end) {
        if (isRecording() && (phases != null || hasPhases() && (error != null || isFlush()))) {
            (phases == null ? phases() : phases).end(end);
        }
        if (!cursor) {
            countReads(end);
        }
        fate.end(start, end);
        if (observation != null) {
            observation.ends(
                    name, enclosing == null ? null : enclosing.observation, context.span(), end - start, error);
        }
        if (enclosing != null && !cursor) {
            enclosing.childEnds(type, false, end);
        }
    }

    boolean isUneventful() {
        return error == null && (phases == null || phases.isBare());
    }

    /** The frame has been one more of a run. */
    void addTo(WriteRun run) {
        OperationName operation = Objects.requireNonNull(name);
        if (observation != null) {
            observation.endsBare(operation, now() - start);
        }
        run.add(operation, context.parent(), clockOffset, start, this);
        run.addCosts(costs);
    }

    /** The frame ends as a part of what it is a step of. */
    void addToWhole(long end) {
        fate.times().add(type, start, end, false);
        if (costs != null) {
            CostCounts whole = isOfTransaction()
                    ? Objects.requireNonNull(transaction).costs()
                    : Objects.requireNonNull(enclosing).ownCosts();
            whole.addAll(costs);
        }
    }

    /** Describes the frame on its span, which ends now. */
    void describe(Span span, long end) {
        fate.describeTimes(
                span, error != null || end - start >= instrumenter.detail().slowNanos());
        if (costs != null) {
            costs.describe(span, instrumenter.costLimits(), end - clockOffset);
        }
        NPlusOne repeats = instrumenter.nPlusOne();
        if (reads != null && repeats != null) {
            repeats.describe(span, reads, name, end);
        }
        if (error != null) {
            ErrorEvent.record(span, error, null, instrumenter.recordsMessages(), end);
        }
        reportFailure();
    }

    /** Whoever takes a step tells the transaction of its failure, which may be what a mark has led to. */
    void reportFailure() {
        if (error != null && transaction != null && (isOperation() || type == SpanType.FLUSH)) {
            transaction.operationFailed(error);
        }
    }
}
