package dev.ormtracing.core.internal;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Internal: a running operation, flush or transaction step, held in the OpenTelemetry {@link Context}. It knows the
 * time since the last JDBC action, which is how {@code serialize} and {@code hydrate} come about without a hook.
 *
 * <p>Used by one thread at a time: the one that opened it, or, for a cursor, the one that has attached it. No method
 * throws.
 */
public final class Frame {

    /** Stands for "nothing is traced"; every call on it does nothing. */
    public static final Frame NOOP = new Frame();

    private static final ContextKey<Frame> KEY = ContextKey.named("orm-tracing-frame");

    /** What the time since {@link #gapStart} is, should a JDBC action end it. */
    private enum Gap {
        NONE,
        SERIALIZE,
        HYDRATE
    }

    private final @Nullable OperationTracer tracer;
    private final SpanType type;
    private final Object owner;
    private final @Nullable OperationName name;
    private final @Nullable Frame enclosing;
    private final Context outer;
    private final Context parent;
    private final long clockOffset;
    private final long start;

    private @Nullable Thread thread;
    private Context context;
    private Span span = Span.getInvalid();
    private @Nullable Scope scope;
    private @Nullable AttributesBuilder pending;
    private @Nullable Throwable error;

    private boolean started;
    private boolean recording = true;
    private boolean closed;
    private boolean cursor;
    private boolean nestedOperations;
    private boolean statementOpen;
    private boolean touchedDatabase;
    private boolean serializesToTheEnd;

    private Gap gap = Gap.NONE;
    private long gapStart;
    private int selectDepth;
    private long connectEnd;
    private long prepareStart;
    private long compileStart;
    private long compileEnd;

    private Frame() {
        tracer = null;
        type = SpanType.OPERATION;
        owner = this;
        name = null;
        enclosing = null;
        outer = Context.root();
        parent = outer;
        context = outer;
        clockOffset = 0;
        start = 0;
        recording = false;
        closed = true;
    }

    private Frame(
            OperationTracer tracer,
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            Context outer,
            @Nullable Frame enclosing,
            @Nullable TransactionSpan transaction) {
        this.tracer = tracer;
        this.type = type;
        this.owner = owner;
        this.name = name;
        this.enclosing = enclosing;
        this.outer = outer;
        // Below a frame that is not a span yet, the current span still is the one from before that frame.
        boolean below = enclosing != null && !enclosing.started;
        boolean inTransaction = transaction != null && !below && transaction.isParentIn(outer);
        this.parent = inTransaction ? transaction.parentFor(outer) : outer;
        if (enclosing != null) {
            this.clockOffset = enclosing.clockOffset;
        } else {
            this.clockOffset = inTransaction ? transaction.clockOffset() : TraceClock.offset();
        }
        this.start = now();
        this.thread = Thread.currentThread();
        this.context = outer;
        if (hasPhases()) {
            openGap(Gap.SERIALIZE, start);
        }
    }

    private boolean hasPhases() {
        return type == SpanType.OPERATION || type == SpanType.FLUSH;
    }

    static Frame open(
            OperationTracer tracer,
            SpanType type,
            Object owner,
            @Nullable OperationName name,
            Context outer,
            @Nullable Frame enclosing,
            @Nullable TransactionSpan transaction,
            boolean deferred) {
        Frame frame = new Frame(tracer, type, owner, name, outer, enclosing, transaction);
        try {
            if (deferred) {
                frame.context = outer.with(KEY, frame);
            } else {
                frame.startSpan();
            }
            frame.scope = frame.context.makeCurrent();
        } catch (Throwable e) {
            frame.end();
            throw e;
        }
        return frame;
    }

    /** The innermost open frame on the calling thread, of whatever tracer, or null. */
    public static @Nullable Frame currentOfAny() {
        return in(Context.current());
    }

    static @Nullable Frame in(Context current) {
        Frame frame = current.get(KEY);
        // A context carried to another thread shows that thread its parent span, but the operation is not its own.
        return frame != null && !frame.closed && frame.thread == Thread.currentThread() ? frame : null;
    }

    /** Whether the span is known not to be recorded, so that nothing below it needs to be built. */
    static boolean isSuppressed(@Nullable Frame frame) {
        return frame != null && !frame.recording;
    }

    static boolean sameSpan(Span a, Span b) {
        return a == b || a.getSpanContext().equals(b.getSpanContext());
    }

    boolean belongsTo(OperationTracer candidate) {
        return tracer == candidate;
    }

    long clockOffset() {
        return clockOffset;
    }

    long now() {
        return clockOffset + System.nanoTime();
    }

    /** Whether nothing is traced. */
    public boolean isNoop() {
        return tracer == null;
    }

    /** Whether attributes set now may show up. True for a deferred frame that is not a span yet. */
    public boolean isRecording() {
        return recording && !closed;
    }

    /** Makes a deferred frame a span though it touches no database: it has turned out to be what the application called. */
    public void becomeSpan() {
        try {
            startSpan();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The session that the frame belongs to. */
    public Object owner() {
        return owner;
    }

    /** Whether the frame is an operation, not a flush or a step of a transaction. */
    public boolean isOperation() {
        return type == SpanType.OPERATION;
    }

    /** Whether the frame is the begin of a transaction. */
    public boolean isTransactionStart() {
        return type == SpanType.START_TRANSACTION;
    }

    /** Whether the frame is the operation of that method. */
    public boolean isOperation(String method) {
        return name != null && name.method().equals(method);
    }

    /** Operations that the application calls inside are children, not parts of this one: {@code doWork}. */
    public void allowNestedOperations() {
        if (tracer != null) {
            nestedOperations = true;
        }
    }

    /** Whether an operation of that session that starts now is a part of this one: a {@code merge} that loads. */
    public boolean absorbs(Object session) {
        return owner == session && !nestedOperations && !closed && hasPhases();
    }

    /** Sets an attribute, also before a deferred frame has become a span. */
    public <T> void setAttribute(AttributeKey<T> key, T value) {
        try {
            if (started) {
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

    /** Marks the frame as failed; the first failure is the one that shows. */
    public void fail(Throwable failure) {
        if (error == null && tracer != null) {
            error = failure;
        }
    }

    /** SQL is about to be made out of HQL, criteria or a mapping. */
    public void compileStarts() {
        if (!isRecording() || compileStart != 0) {
            return;
        }
        try {
            if (gap == Gap.SERIALIZE) {
                compileStart = gapStart;
            } else {
                compileStart = now();
                if (gap == Gap.HYDRATE && started) {
                    writeGap(compileStart);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The SQL text is there. Not called when there is none: then the phase fails with the frame. */
    public void compileEnds() {
        if (compileStart != 0) {
            compileEnd = now();
        }
    }

    /** A select executor is entered: rows of queries from here to {@link #selectEnds()} become entities. */
    public void selectStarts() {
        if (tracer != null) {
            selectDepth++;
        }
    }

    /** The rows of the select have been read, or it has failed. */
    public void selectEnds() {
        if (tracer == null || selectDepth == 0 || --selectDepth > 0) {
            return;
        }
        // What an operation does with its entities goes on until its next statement or its end; a flush goes on to
        // make statements of them.
        if (gap != Gap.HYDRATE || type != SpanType.FLUSH) {
            return;
        }
        try {
            long end = now();
            if (recording && started) {
                writeCompile(end);
                writeGap(end);
            }
            openGap(Gap.SERIALIZE, end);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * A statement is being prepared: the JDBC action that ends {@code serialize}. If it is executed next, and not as a
     * batch, its {@code db_query} is timed from here.
     */
    public void statementPrepares() {
        if (tracer != null && !nestedOperations) {
            // Between the connection and the prepare there is nothing of Hibernate's but a hand-over.
            prepareStart = connectEnd == 0 ? now() : connectEnd;
        }
    }

    /** When the statement that is executed now has begun. */
    long statementStart() {
        long prepared = prepareStart;
        return prepared == 0 ? now() : Math.max(prepared, Math.max(gapStart, compileEnd));
    }

    /**
     * Ends the frame on the thread that opened it: writes what is left, closes the scope, ends the span. Idempotent.
     */
    public void end() {
        if (closed) {
            return;
        }
        try {
            finish();
        } catch (Throwable e) {
            Guard.report(e);
        } finally {
            closed = true;
            closeScope();
        }
    }

    /**
     * The call returns, but a cursor goes on: closes the scope and keeps the span. What the cursor does later runs
     * between {@link #attach()} and {@link #detach()}; {@link #end()} may then come from any thread.
     */
    public void detach() {
        if (tracer == null) {
            return;
        }
        cursor = true;
        closeGap();
        closeScope();
        thread = null;
    }

    /** Makes a detached frame current on the calling thread. */
    public void attach() {
        if (tracer == null || closed || scope != null) {
            return;
        }
        try {
            thread = Thread.currentThread();
            // What the application has made current in the meantime is kept, except for the span.
            scope = Context.current().with(span).with(KEY, this).makeCurrent();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** The context in which a child starts that is called from the given one. */
    Context parentForChild(Context current) {
        startSpan();
        // A frame that was deferred has become a span after its context was made current.
        return sameSpan(Span.fromContext(current), Span.fromContext(outer)) && context != current
                ? current.with(span)
                : current;
    }

    /** A child starts: the gap before it ends. */
    void childStarts(long at) {
        startSpan();
        touchedDatabase = true;
        if (recording) {
            writeCompile(at);
            if (gap != Gap.NONE) {
                writeGap(at);
            }
        }
        closeGap();
    }

    void childEnds(SpanType child, boolean returnsRows, long at) {
        connectEnd = child == SpanType.CONNECT ? at : 0;
        if (selectDepth > 0 && (returnsRows || child == SpanType.OPERATION)) {
            openGap(Gap.HYDRATE, at);
        } else if (child == SpanType.FLUSH && type == SpanType.OPERATION) {
            openGap(Gap.SERIALIZE, at);
        } else if (returnsRows && name != null && name.takesEntityState()) {
            // The value of a sequence: now the entity's state can be taken.
            openGap(Gap.SERIALIZE, at);
            serializesToTheEnd = true;
        }
    }

    /** Whether a statement of this very operation is running: a second wrapper around it makes no second span. */
    boolean isStatementOpen() {
        return statementOpen;
    }

    void statementOpen(boolean open) {
        statementOpen = open;
    }

    private void startSpan() {
        if (started || tracer == null || closed) {
            return;
        }
        Context spanParent = parent;
        if (enclosing != null && !enclosing.closed) {
            enclosing.childStarts(start);
            spanParent = parent == outer ? enclosing.parentForChild(outer) : parent;
        }
        String spanName = name == null ? tracer.nameOf(type) : tracer.operationName(name);
        span = tracer.spanBuilder(spanName, spanParent, start, false).startSpan();
        started = true;
        recording = span.isRecording();
        context = spanParent.with(span).with(KEY, this);
        if (recording) {
            describe();
        }
    }

    private void describe() {
        if (name != null) {
            name.describe(span);
        }
        if (pending != null) {
            span.setAllAttributes(pending.build());
            pending = null;
        }
    }

    private void finish() {
        if (!started && error != null) {
            startSpan();
        }
        if (!started) {
            return;
        }
        long end = now();
        if (recording) {
            boolean compiled = compileStart != 0;
            writeCompile(end);
            boolean failedBeforeJdbc = error != null && !touchedDatabase && !compiled && gap == Gap.SERIALIZE;
            if (gap == Gap.HYDRATE || failedBeforeJdbc || serializesToTheEnd) {
                writeGap(end);
            }
            Throwable failure = error;
            if (failure != null && tracer != null) {
                ErrorEvent.record(span, failure, null, tracer.recordsMessages(), end);
            }
        }
        span.end(end, TimeUnit.NANOSECONDS);
        if (enclosing != null && !cursor) {
            enclosing.childEnds(type, false, end);
        }
    }

    private void closeScope() {
        Scope open = scope;
        scope = null;
        if (open == null) {
            return;
        }
        if (thread != Thread.currentThread()) {
            Guard.warnOnce("An operation was ended by another thread than the one it runs on; its scope is left to"
                    + " that thread.");
            return;
        }
        try {
            open.close();
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void openGap(Gap kind, long at) {
        gap = kind;
        gapStart = at;
    }

    /** What comes next is nothing's continuation. */
    private void closeGap() {
        gap = Gap.NONE;
        serializesToTheEnd = false;
        connectEnd = 0;
        prepareStart = 0;
    }

    private void writeCompile(long at) {
        if (compileStart == 0) {
            return;
        }
        long end = compileEnd == 0 ? at : compileEnd;
        write(SpanType.COMPILE, compileStart, end, compileEnd == 0 ? error : null);
        compileStart = 0;
        compileEnd = 0;
        gapStart = end;
    }

    private void writeGap(long end) {
        write(gap == Gap.HYDRATE ? SpanType.HYDRATE : SpanType.SERIALIZE, gapStart, end, null);
        gapStart = end;
    }

    private void write(SpanType phase, long from, long to, @Nullable Throwable failure) {
        if (tracer == null) {
            return;
        }
        Span phaseSpan =
                tracer.spanBuilder(tracer.nameOf(phase), context, from, false).startSpan();
        if (failure != null) {
            ErrorEvent.mark(phaseSpan, failure, null);
        }
        phaseSpan.end(Math.max(from, to), TimeUnit.NANOSECONDS);
    }
}
