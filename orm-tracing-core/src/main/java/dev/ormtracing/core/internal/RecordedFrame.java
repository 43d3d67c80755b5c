package dev.ormtracing.core.internal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A frame that is a span, or becomes one. */
final class RecordedFrame extends CostedFrame implements Observed {

    private final Object owner;
    private final @Nullable RecordedFrame enclosing;
    private @Nullable OperationName name;
    private @Nullable TransactionSpan transaction;
    private Context outer;

    /** The parent's, and once somebody asks for it, the span's. */
    private Context context;

    /** Whether the context is that in which children start. */
    private boolean ownContext = true;

    private long start;

    /** The frame that the thread was in before, of whatever tracer; null while this one is not the thread's. */
    private @Nullable RecordedFrame below;

    private Span span = Span.getInvalid();
    /** The context that is current for this frame, or null. */
    private @Nullable RunningContext running;

    private @Nullable AttributesBuilder pending;
    private @Nullable Reads reads;
    private @Nullable Siblings siblings;
    private @Nullable Cause cause;
    private @Nullable SpanContext link;
    private @Nullable Caller caller;

    /** The statement of this very operation that is running, or the way to a connection. */
    private @Nullable ChildSpan open;

    /** How many transactions of other sessions are open that were begun inside. */
    private int transactions;

    private boolean started;
    private boolean recording = true;
    private boolean closed;
    private boolean entered;

    /** Written as an attribute of what it is a part of, not as a span. */
    private boolean spanless;

    private boolean cursor;

    private boolean nestedOperations;
    private boolean onlyPrepares;
    private boolean touchedDatabase;

    RecordedFrame(
            Instrumenter instrumenter,
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            @Nullable RecordedFrame enclosing,
            @Nullable TransactionSpan transaction,
            Context outer,
            Context parent,
            long clockOffset,
            long start) {
        super(instrumenter, type);
        this.owner = owner;
        this.enclosing = enclosing;
        this.observation = instrumenter.observationOf(this);
        reopen(name, transaction, outer, parent, clockOffset, start);
    }

    /**
     * Makes the new frame the thread's.
     *
     * @param begun its span where it has one already, else the invalid one
     * @param caller where the operation is called, if that is known already
     * @param spanless whether it is an attribute of what it is a part of
     * @param deferred whether it becomes a span only with a JDBC action
     * @param merged what it is merged with, or null
     */
    void enter(Span begun, @Nullable Caller caller, boolean spanless, boolean deferred, @Nullable Siblings merged) {
        try {
            this.caller = caller;
            this.spanless = spanless;
            this.siblings = merged;
            if (begun != Span.getInvalid()) {
                begin(begun, context);
            } else if (!deferred && !isRepeatable()) {
                startSpan();
            }
            enterThread();
            if (started && isOperation() && !(ownContext && context == outer)) {
                show();
            }
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    /** Steps are never current: whoever opens a scope in one of their callbacks may close it after them. */
    private void show() {
        running = RunningContext.enter(outer, context, ownSpan(), RunningContext.Content.SPAN);
    }

    /** The innermost open frame of the calling thread, of whatever tracer, or null. */
    static @Nullable RecordedFrame current() {
        RecordedFrame frame = (RecordedFrame) ThreadSlots.FRAME.get();
        while (frame != null && frame.closed) {
            frame = frame.below;
            ThreadSlots.FRAME.set(frame);
        }
        return frame;
    }

    /** The same, if it is of that tracer. */
    static @Nullable RecordedFrame current(Instrumenter instrumenter) {
        RecordedFrame frame = current();
        return frame != null && frame.instrumenter == instrumenter ? frame : null;
    }

    private void enterThread() {
        below = current();
        ThreadSlots.FRAME.set(this);
        entered = true;
    }

    /** Reuses this frame, which was no span and has no children, for the next operation of its session. */
    void reopen(
            @Nullable OperationName name,
            @Nullable TransactionSpan transaction,
            Context outer,
            Context parent,
            long clockOffset,
            long start) {
        this.name = name;
        this.transaction = transaction;
        this.outer = outer;
        this.context = parent;
        this.ownContext = true;
        this.clockOffset = clockOffset;
        this.start = start;
        this.closed = false;
        this.cause = null;
        forgetCosts();
        this.caller = null;
        phasesStart(start);
    }

    /** Makes a reopened frame the innermost one of the thread again. */
    void reenter() {
        enterThread();
    }

    boolean isClosed() {
        return closed;
    }

    /** The context in which it was opened. */
    Context outer() {
        return outer;
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
    boolean isSpan() {
        return started;
    }

    @Override
    boolean isWritten() {
        return recording;
    }

    /** Whether the frame records anything: a span, or measurements without a span. */
    @Override
    public boolean isRecording() {
        return (recording || observation != null) && !closed;
    }

    @Override
    public SpanType type() {
        return type;
    }

    @Override
    public @Nullable Metrics metrics() {
        return instrumenter.metrics();
    }

    @Override
    public String label() {
        return name == null ? "" : name.full;
    }

    @Override
    public void becomeSpan() {
        try {
            startSpan();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public boolean isOperation() {
        return type == SpanType.OPERATION;
    }

    @Override
    public boolean isTransactionStart() {
        return type == SpanType.START_TRANSACTION;
    }

    @Override
    public boolean isOperation(String method) {
        return name != null && name.method.equals(method);
    }

    @Override
    public boolean belongsTo(Object session) {
        return owner == session;
    }

    @Override
    public void allowNestedOperations() {
        nestedOperations = true;
        keepsConnection();
    }

    @Override
    public boolean absorbs(Object session) {
        return owner == session && !nestedOperations && !closed && hasPhases();
    }

    @Override
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            if (siblings instanceof MergedOperation merged) {
                merged.setAttribute(key, value);
            } else if (spanless) {
                setOfWhole(key, value);
            } else if (started) {
                span.setAttribute(key, value);
            } else if (isRecording()) {
                if (pending == null) {
                    pending = Attributes.builder();
                }
                pending.put(key, value);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private <T> void setOfWhole(AttributeKey<T> key, T value) {
        if (!isOfTransaction()) {
            enclosing.setAttribute(key, value);
        } else if (transaction != null) {
            transaction.setAttribute(key, value);
        }
    }

    /**
     * Whether what is no span is a part of the transaction and not of the frame around. A step is, where that frame is a
     * step of another session's transaction, which a transaction manager completes at the same time.
     */
    private boolean isOfTransaction() {
        return enclosing == null
                || transaction != null
                        && (transaction.isBegunIn(enclosing)
                                || type != SpanType.FLUSH
                                        && started
                                        && OperationTracer.sameSpan(span, transaction.span()));
    }

    @Override
    public <T> void setTransactionAttribute(AttributeKey<T> key, T value) {
        setAttribute(key, value);
        try {
            if (!spanless && transaction != null) {
                transaction.setAttribute(key, value);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void rowsRead(int rows) {
        if (isSelecting() || name != null && !name.takesEntityState) {
            add(Cost.ROWS_READ, rows);
        }
    }

    @Override
    @Nullable
    TransactionSpan runningTransaction() {
        return transaction == null || transaction.isEnded() ? null : transaction;
    }

    @Override
    public boolean isFlush() {
        return type == SpanType.FLUSH || isOperation("flush");
    }

    @Override
    public @Nullable Cause cause() {
        return cause;
    }

    @Override
    public @Nullable Cause cause(@Nullable Cause next) {
        Cause before = cause;
        cause = next;
        return before;
    }

    @Override
    public void link(SpanContext target) {
        try {
            if (target.isSampled() && isRecording()) {
                if (started && !spanless) {
                    span.addLink(target);
                } else {
                    link = target;
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public SpanContext spanContext() {
        try {
            return started && recording ? span.getSpanContext() : SpanContext.getInvalid();
        } catch (Throwable e) {
            Guard.report(e);
            return SpanContext.getInvalid();
        }
    }

    @Override
    public void rename(String method, @Nullable String model, String newName) {
        try {
            OperationName told = instrumenter.nameOf(method, model, newName);
            name = told;
            if (started && recording && !spanless && !isMerged()) {
                span.updateName(instrumenter.spanNameOf(told));
                span.setAllAttributes(told.attributes);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** A statement is about to run, which may tell what the operation is. */
    void learn(Attributes statement) {
        if (name != null && name.isUnknown && owner instanceof StatementReader reader) {
            String text = statement.get(Repetition.TEXT);
            if (text != null) {
                reader.read(text, this);
            }
        }
    }

    @Override
    public boolean hasStarted() {
        return started && !closed;
    }

    @Override
    public void pause() {
        leaveSlot();
    }

    @Override
    public void resume() {
        if (!closed) {
            onlyPrepares = false;
            below = current();
            ThreadSlots.FRAME.set(this);
        }
    }

    @Override
    public void onlyPrepares() {
        onlyPrepares = true;
    }

    /** Whether a statement that is prepared here may be executed here. */
    boolean mayExecute() {
        return !onlyPrepares;
    }

    @Override
    public void statementPrepares() {
        if (!nestedOperations && isRecording()) {
            prepareStarts();
        }
        statementAsked();
    }

    @Override
    public void end() {
        if (closed) {
            return;
        }
        try {
            finish();
        } catch (Throwable e) {
            abandon();
            Guard.report(e);
        } finally {
            leave();
        }
    }

    /** Its end has failed on the way, and yet no span stays open. */
    private void abandon() {
        try {
            if (started && !spanless && !isMerged()) {
                endSpan(now());
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public void detach() {
        if (!cursor) {
            cursor = true;
            tellReads(now());
        }
        closeGap();
        leaveThread();
    }

    @Override
    public void attach() {
        if (closed || entered) {
            return;
        }
        try {
            enterThread();
            // What the application has made current in the meantime is kept, except for the span.
            outer = RunningContext.current();
            running = RunningContext.enter(outer, outer, span, RunningContext.Content.SPAN);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The context in which a child starts that Hibernate or the driver calls in the given one. */
    Context parentForPart(Context current) {
        startSpan();
        return running == null && isOutside(RunningContext.in(current)) && OverlaidKeys.AVAILABLE
                ? ownIn(current, true)
                : parentForChild(current);
    }

    /** The context in which a child starts that the application calls in the given one. */
    Context parentForChild(Context current) {
        startSpan();
        boolean closed = running == null && current instanceof RunningContext && isOutside(RunningContext.in(current));
        return ownIn(current, closed || isOuter(Span.fromContext(current)));
    }

    /** Whether what is current of ours was so before this frame was opened. */
    private boolean isOutside(@Nullable RunningContext shown) {
        if (shown == null || shown == RunningContext.in(outer)) {
            return true;
        }
        RecordedFrame around = enclosing;
        while (around != null && around.running != shown) {
            around = around.enclosing;
        }
        return around != null;
    }

    /** Whether the application has not started a span since, but may have closed a scope that it had open. */
    private boolean isOuter(Span current) {
        return !current.getSpanContext().isValid()
                || running == null && transaction != null && Spans.isSame(current, transaction.outerSpan());
    }

    private Context ownIn(Context current, boolean below) {
        if (current == outer) {
            return ownContext();
        }
        boolean same = Spans.isSame(Span.fromContext(current), Span.fromContext(outer));
        return below || same ? RunningContext.lasting(current, ownSpan()) : current;
    }

    /** The parent of its children; another one's, where it is not a span itself. */
    private Span ownSpan() {
        return ownContext ? Span.fromContext(context) : span;
    }

    /** The context with the span. */
    private Context ownContext() {
        if (running != null) {
            return running.context();
        }
        if (!ownContext) {
            context = RunningContext.lasting(context, span);
            ownContext = true;
        }
        return context;
    }

    /** A child starts: the gap before it ends. */
    void childStarts(long at) {
        startSpan();
        touchedDatabase = true;
        if (isRecording()) {
            gapEnds(at);
        }
        closeGap();
    }

    /** A transaction of another session begins inside. Until its end, no gap of this frame is anything. */
    void transactionStarts(long at) {
        childStarts(at);
        transactions++;
    }

    void transactionEnds(long at) {
        transactions--;
        if (!closed && RecordedFrame.current() == this) {
            childEnds(SpanType.TRANSACTION, false, at);
        }
    }

    void childEnds(SpanType child, boolean returnsRows, long at) {
        if (transactions > 0) {
            return;
        }
        gapStarts(child, returnsRows, name != null && name.takesEntityState, at);
    }

    /** A statement of this very frame has returned rows. Those of a sequence or a flush are not counted. */
    void hasRead(NPlusOne repeats, ChildSpan statement) {
        if (name != null
                && name.mayRepeat
                && (isSelecting() || !name.takesEntityState)
                && (cause == null || !cause.loadsSeveral())) {
            reads = repeats.and(span, reads, statement, cause);
            name.reads(cause);
        }
    }

    /** Reports the operation to its parent as one read, however many statements it took. */
    private void tellReads(long now) {
        Reads known = reads;
        NPlusOne repeats = instrumenter.nPlusOne();
        if (known == null || repeats == null || name == null) {
            return;
        }
        long nanos = now - start;
        if (enclosing == null) {
            TransactionSpan running = runningTransaction();
            boolean direct = running != null && running.isParentIn(outer, null);
            repeats.operationEnds(running, direct, Span.fromContext(outer), name, known.firstStatement(), nanos);
        } else if (enclosing.isOperation()) {
            enclosing.reads = repeats.and(enclosing.span, enclosing.reads, name, known.firstStatement(), nanos);
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

    /** The phase times of this frame, or of the whole that it is only a part of. */
    @Override
    PhaseTimes times() {
        if (siblings instanceof MergedOperation merged) {
            return merged.times();
        }
        if (spanless) {
            return isOfTransaction() ? transaction.times() : enclosing.times();
        }
        return super.times();
    }

    /** Whether a statement of this very operation is running: a second wrapper around it makes no second span. */
    boolean isStatementOpen() {
        return open != null;
    }

    @Nullable
    ChildSpan open() {
        return open;
    }

    void open(@Nullable ChildSpan child) {
        open = child;
    }

    private void startSpan() {
        if (started || closed) {
            return;
        }
        if (siblings instanceof MergedOperation) {
            started = true;
            return;
        }
        if (siblings instanceof RepeatedOperation repeats) {
            repeats.write();
            siblings = repeats.siblings();
        }
        Context parent = context;
        if (enclosing != null && !enclosing.closed) {
            enclosing.childStarts(start);
            if (parent == outer) {
                parent = isOperation() ? enclosing.parentForChild(outer) : enclosing.parentForPart(outer);
            }
        }
        if (enclosing != null && enclosing.isMerged() && !isOperation()) {
            spanless = true;
        }
        boolean observedOnly = observation != null && Spans.isUnsampled(Span.fromContext(parent));
        if (siblings instanceof MergedOperations all && name != null && !observedOnly) {
            join(all.next(name, parent), parent);
        }
        if (started) {
            return;
        }
        if (spanless || observedOnly) {
            started = true;
            span = Span.fromContext(parent);
            recording = span.isRecording();
            context = parent;
            tellEffect();
        } else {
            caller = isOperation() ? instrumenter.findCaller() : null;
            begin(instrumenter.startSpan(type, name, caller, parent, start), parent);
        }
    }

    /** Becomes a part of the span of its siblings, if there is one. */
    private void join(@Nullable MergedOperation merged, Context parent) {
        siblings = merged;
        if (merged != null) {
            started = true;
            context = parent;
            if (pending != null) {
                merged.setAttributes(pending.build());
                pending = null;
            }
        }
    }

    /** Whether it is a part of its siblings' span, and nothing below it is a span. */
    boolean isMerged() {
        return siblings instanceof MergedOperation || spanless && enclosing != null && enclosing.isMerged();
    }

    private void begin(Span begun, Context parent) {
        started = true;
        span = begun;
        recording = begun.isRecording();
        context = parent;
        ownContext = false;
        if (!recording) {
            return;
        }
        if (name != null) {
            begun.setAllAttributes(name.attributes);
        }
        if (pending != null) {
            begun.setAllAttributes(pending.build());
            pending = null;
        }
        if (link != null) {
            begun.addLink(link);
        }
        tellEffect();
    }

    /** Records what caused the frame: the call that forced a flush, or a transaction that is over. */
    private void tellEffect() {
        if (type == SpanType.FLUSH && enclosing != null) {
            tellForced(enclosing);
        } else if (type == SpanType.OPERATION && transaction == TransactionSpan.COMPLETED) {
            setAttribute(OrmAttributes.AFTER_COMPLETION, true);
        }
    }

    private void tellForced(RecordedFrame by) {
        if (by.name != null) {
            setAttribute(OrmAttributes.FLUSH_CAUSE, by.name.full);
        } else if (by.type == SpanType.COMMIT_TRANSACTION) {
            setAttribute(OrmAttributes.FLUSH_CAUSE, "commit");
        }
    }

    private void finish() {
        if (!started) {
            if (siblings instanceof RepeatedOperation repeats && isUneventful()) {
                if (observation != null) {
                    observation.endsBare(name, now() - start);
                }
                repeats.add(name, context, clockOffset, start, this);
                repeats.addCosts(knownCosts());
                return;
            }
            if (error == null && !isRepeatable()) {
                return;
            }
            startSpan();
        }
        long end = now();
        if (isRecording()) {
            writeLastPhases(end, touchedDatabase);
        }
        if (!cursor) {
            tellReads(end);
        }
        if (spanless) {
            times().add(type, start, end, false);
            if (knownCosts() != null) {
                costsOfWhole().addAll(costs());
            }
        } else if (siblings instanceof MergedOperation merged) {
            if (merged.needsCaller()) {
                merged.calledFrom(instrumenter.findCaller());
            }
            merged.add(1, start, end, error);
            merged.addCosts(knownCosts());
            if (error != null) {
                tellFailure(error);
            }
        } else {
            if (recording) {
                describe(end);
            }
            endSpan(end);
        }
        if (observation != null) {
            observation.ends(name, enclosing == null ? null : enclosing.observation, span, end - start, error);
        }
        if (enclosing != null && !cursor) {
            enclosing.childEnds(type, false, end);
        }
    }

    /** The costs of the operation or transaction that the frame is a part of. */
    private CostCounts costsOfWhole() {
        return isOfTransaction() ? transaction.costs() : enclosing.costs();
    }

    /** Ends the span, unless the frame is only observed: its span may belong to a different frame. */
    private void endSpan(long end) {
        if (recording || observation == null) {
            span.end(end, TimeUnit.NANOSECONDS);
        }
    }

    private void describe(long end) {
        tellTimes(span, end - start);
        tellCosts(span, end - clockOffset);
        NPlusOne repeats = instrumenter.nPlusOne();
        if (reads != null && repeats != null) {
            repeats.describe(span, reads, name, end);
        }
        Throwable failure = error;
        if (failure != null) {
            ErrorEvent.record(span, failure, null, instrumenter.recordsMessages(), end);
            tellFailure(failure);
        }
    }

    /** Whoever takes a step tells the transaction of its failure, which may be what a mark has led to. */
    private void tellFailure(Throwable failure) {
        if (transaction != null && (isOperation() || type == SpanType.FLUSH)) {
            transaction.operationFailed(failure);
        }
    }

    private boolean isRepeatable() {
        return siblings instanceof RepeatedOperation;
    }

    private boolean isUneventful() {
        return error == null && pending == null && isBare();
    }

    private void leave() {
        closed = true;
        leaveThread();
    }

    private void leaveThread() {
        if (!entered) {
            return;
        }
        RunningContext shown = running;
        if (!leaveSlot()) {
            if (shown != null) {
                shown.ends();
                Guard.warnOnce("An operation was ended by another thread than the one it runs on; its scope is left to"
                        + " that thread.");
            }
            return;
        }
        entered = false;
        running = null;
        if (shown == null) {
            RunningContext.left(outer);
        } else {
            shown.leave();
        }
    }

    /** Whether it is the calling thread's innermost one; another thread's will be skipped there, being closed. */
    private boolean leaveSlot() {
        if (ThreadSlots.FRAME.get() != this) {
            return false;
        }
        ThreadSlots.FRAME.set(below);
        below = null;
        return true;
    }

    @Override
    void write(SpanType phase, long from, long to, @Nullable Throwable failure) {
        if (isMerged()) {
            times().add(phase, from, to, false);
            return;
        }
        instrumenter.writeSpan(phase, ownContext(), from, to, failure);
    }
}
