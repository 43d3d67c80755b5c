package dev.ormtracing.core.internal;

import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * When the phases of a frame begin and end. {@code serialize} and {@code hydrate} are the time between two JDBC actions,
 * which is how they come about without a hook.
 */
abstract class PhasedFrame extends Frame {

    /** What the time since {@link #gapStart} is, should a JDBC action end it. */
    private enum Gap {
        NONE,
        SERIALIZE,
        HYDRATE
    }

    final Instrumenter instrumenter;
    final SpanType type;
    long clockOffset;

    @Nullable
    Throwable error;

    /** Null unless there are metrics, or slow operations are logged. */
    @Nullable
    Observation observation;

    private @Nullable PhaseTimes times;
    private Gap gap = Gap.NONE;
    private boolean serializesToTheEnd;
    private boolean compiled;
    private int selectDepth;
    private long gapStart;
    private long connectEnd;
    private long prepareStart;
    private long compileStart;
    private long compileEnd;

    PhasedFrame(Instrumenter instrumenter, SpanType type) {
        this.instrumenter = instrumenter;
        this.type = type;
    }

    /** Whether there is a span that phases can be below. */
    abstract boolean isSpan();

    /** Whether what the frame learns shows on a span. */
    abstract boolean isWritten();

    /** Writes a phase as a span. */
    abstract void write(SpanType phase, long from, long to, @Nullable Throwable failure);

    /** Where phases that are no spans are told. */
    PhaseTimes times() {
        PhaseTimes known = times;
        if (known == null) {
            known = new PhaseTimes();
            times = known;
        }
        return known;
    }

    final boolean hasPhases() {
        return type == SpanType.OPERATION || type == SpanType.FLUSH;
    }

    final long now() {
        return clockOffset + System.nanoTime();
    }

    @Override
    public final void fail(Throwable failure) {
        if (error == null) {
            error = failure;
        }
    }

    @Override
    public final boolean isMeasured() {
        return observation != null;
    }

    @Override
    public final void usesQueryPlan() {
        if (observation != null) {
            observation.usesPlan();
        }
    }

    @Override
    public final void outsideTransaction() {
        if (observation != null) {
            observation.outsideTransaction();
        }
    }

    @Override
    public final void compileStarts() {
        if (!isRecording() || compileStart != 0) {
            return;
        }
        try {
            if (gap == Gap.SERIALIZE) {
                compiled = true;
                compileStart = gapStart;
            } else {
                compileStart = now();
                if (gap == Gap.HYDRATE && isSpan()) {
                    writeGap(compileStart);
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    @Override
    public final boolean hasCompiled() {
        return compiled;
    }

    @Override
    public final void compileEnds() {
        if (compileStart != 0) {
            compileEnd = now();
        }
    }

    @Override
    public void selectStarts() {
        selectDepth++;
    }

    @Override
    public final void selectEnds() {
        if (selectDepth == 0 || --selectDepth > 0) {
            return;
        }
        // What an operation does with its entities goes on until its next statement or its end; a flush goes on to
        // make statements of them.
        if (gap != Gap.HYDRATE || type != SpanType.FLUSH) {
            return;
        }
        try {
            long end = now();
            if (isRecording() && isSpan()) {
                writeCompile(end);
                writeGap(end);
            }
            openGap(Gap.SERIALIZE, end);
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** A statement is being prepared. */
    final void prepareStarts() {
        // Between the connection and the prepare there is nothing of Hibernate's but a hand-over.
        prepareStart = connectEnd == 0 ? now() : connectEnd;
    }

    /** When the statement that is executed now has begun. */
    final long statementStart() {
        long prepared = prepareStart;
        return prepared == 0 ? now() : Math.max(prepared, Math.max(gapStart, compileEnd));
    }

    final void phasesStart(long at) {
        if (hasPhases()) {
            openGap(Gap.SERIALIZE, at);
        }
    }

    /** A child starts: the gap before it ends. */
    final void gapEnds(long at) {
        writeCompile(at);
        if (gap != Gap.NONE) {
            writeGap(at);
        }
    }

    /** Ends the running gap: the time from now on belongs to no phase. */
    final void closeGap() {
        gap = Gap.NONE;
        serializesToTheEnd = false;
        connectEnd = 0;
        prepareStart = 0;
    }

    /**
     * A child has ended: the gap behind it begins.
     *
     * @param entityState whether the frame's operation takes the state of an entity
     */
    final void gapStarts(SpanType child, boolean returnsRows, boolean entityState, long at) {
        connectEnd = child == SpanType.CONNECT ? at : 0;
        boolean calledOut = child == SpanType.OPERATION || child == SpanType.TRANSACTION;
        if (selectDepth > 0 && (returnsRows || calledOut)) {
            openGap(Gap.HYDRATE, at);
        } else if (child == SpanType.FLUSH && type == SpanType.OPERATION) {
            openGap(Gap.SERIALIZE, at);
        } else if (returnsRows && entityState) {
            // The value of a sequence: now the entity's state can be taken.
            openGap(Gap.SERIALIZE, at);
            serializesToTheEnd = true;
        }
    }

    /** Whether a select of Hibernate's is running. */
    final boolean isSelecting() {
        return selectDepth > 0;
    }

    /** Whether nothing has happened that would tell two operations apart. */
    final boolean isBare() {
        return compileStart == 0 && selectDepth == 0;
    }

    final void writeLastPhases(long end, boolean touchedDatabase) {
        boolean compiled = compileStart != 0;
        writeCompile(end);
        boolean failedBeforeJdbc = error != null && !touchedDatabase && !compiled && gap == Gap.SERIALIZE;
        if (gap == Gap.HYDRATE || failedBeforeJdbc || serializesToTheEnd) {
            writeGap(end);
        }
    }

    /** A phase that ends now, or another frame's: a span, or a part of the duration that the frame tells at its end. */
    final void phase(SpanType phase, long from, long to, @Nullable Throwable failure) {
        if (observation != null) {
            observation.phase(phase, to - from);
        }
        if (!isWritten()) {
            return;
        }
        SpanDetail detail = instrumenter.detail();
        boolean mayBeSpan = failure == null ? detail.mayBeSpan(to - from) : detail.phases();
        if (mayBeSpan && (failure != null || !detail.isDecidedLater())) {
            write(phase, from, to, failure);
        } else {
            times().add(phase, from, to, mayBeSpan);
        }
    }

    /** Tells the phases that are no spans so far. */
    final void tellTimes(Span span, long duration) {
        PhaseTimes told = times;
        if (told == null) {
            return;
        }
        if (error != null || duration >= instrumenter.detail().slowNanos()) {
            told.writeKept((phase, from, to) -> write(phase, from, to, null));
        }
        told.describe(span);
    }

    private void openGap(Gap kind, long at) {
        gap = kind;
        gapStart = at;
    }

    private void writeCompile(long at) {
        if (compileStart == 0) {
            return;
        }
        long end = compileEnd == 0 ? at : compileEnd;
        phase(SpanType.COMPILE, compileStart, end, compileEnd == 0 ? error : null);
        compileStart = 0;
        compileEnd = 0;
        gapStart = end;
    }

    private void writeGap(long end) {
        phase(gap == Gap.HYDRATE ? SpanType.HYDRATE : SpanType.SERIALIZE, gapStart, end, null);
        gapStart = end;
    }
}
