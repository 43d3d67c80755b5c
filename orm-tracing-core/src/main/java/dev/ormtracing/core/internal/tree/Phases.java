package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.CacheCall;
import dev.ormtracing.core.internal.name.OperationName;
import dev.ormtracing.core.internal.name.SpanType;
import dev.ormtracing.core.internal.span.SpanDetail;
import io.opentelemetry.api.common.Attributes;
import org.jspecify.annotations.Nullable;

/**
 * Internal: when the phases of a frame begin and end. {@code serialize} and {@code hydrate} are the time between two JDBC actions,
 * which is how they come about without a hook. Most flushes and many operations do nothing that has a phase: only what
 * happens asks for them. Of one thread at a time; no public method throws.
 */
public final class Phases {

    /** What the time since {@link #gapStart} is, should a JDBC action end it. */
    private enum Gap {
        NONE,
        SERIALIZE,

        /** The state of an entity is taken, which goes on to the end unless there is a JDBC action before. */
        SERIALIZE_TO_THE_END,
        HYDRATE,

        /** Work on entities that are written, behind a statement: {@code serialize} if it is much. */
        WRITING
    }

    /** How much of a frame may be in no phase, beside a fiftieth: statements of a flush lie microseconds apart. */
    private static final long LITTLE = 10_000;

    private static final int LITTLE_PART = 50;

    private final RecordedFrame frame;
    private Gap gap = Gap.NONE;
    private boolean compiled;
    private boolean touchedDatabase;

    /** How many selects are running, one within another. No int, since each operation has an object of this class. */
    short selects;

    private long untold;
    private long gapStart;
    private long connectEnd;
    private long prepareStart;
    private long compileStart;
    private long compileEnd;

    private Phases(RecordedFrame frame) {
        this.frame = frame;
        if (frame.type == SpanType.OPERATION || frame.type == SpanType.FLUSH) {
            gap = Gap.SERIALIZE;
            gapStart = frame.start;
        }
    }

    private static Phases of(RecordedFrame frame) {
        Phases known = frame.phases;
        if (known == null) {
            known = new Phases(frame);
            frame.phases = known;
        }
        return known;
    }

    /** Whether all of its time is some phase's, until there is a JDBC action. */
    private static boolean isDivided(RecordedFrame frame) {
        return frame.type == SpanType.OPERATION || frame.type == SpanType.FLUSH;
    }

    /** An operation or a flush starts. */
    void start(long at) {
        openGap(Gap.SERIALIZE, at);
    }

    /** SQL is about to be made out of HQL, criteria or a mapping. */
    public static void compileStarts(Frame of) {
        try {
            if (of instanceof RecordedFrame frame && frame.isRecording()) {
                of(frame).compileStarts();
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    private void compileStarts() {
        if (compileStart != 0) {
            return;
        }
        if (gap == Gap.SERIALIZE || gap == Gap.SERIALIZE_TO_THE_END) {
            compiled = true;
            compileStart = gapStart;
        } else {
            compileStart = frame.now();
            if (gap == Gap.HYDRATE && frame.fate.begun) {
                writeGap(compileStart);
            }
        }
    }

    /** Whether SQL had to be made before the first statement. */
    public static boolean hasCompiled(Frame of) {
        return of instanceof RecordedFrame frame && frame.phases != null && frame.phases.compiled;
    }

    /** The SQL text is there. Not called when there is none: then the phase fails with the frame. */
    public static void compileEnds(Frame of) {
        if (of instanceof RecordedFrame frame && frame.phases != null && frame.phases.compileStart != 0) {
            frame.phases.compileEnd = frame.now();
        }
    }

    /** A select executor is entered: rows of queries from here to {@link #selectEnds} become entities. */
    public static void selectStarts(Frame of) {
        if (of instanceof RecordedFrame frame) {
            Phases known = frame.phases;
            (known == null ? of(frame) : known).selects++;
        }
    }

    /** The rows of the select have been read, or it has failed. */
    public static void selectEnds(Frame of) {
        try {
            if (of instanceof RecordedFrame frame && frame.phases != null) {
                Phases known = frame.phases;
                boolean last = known.selects > 0 && --known.selects == 0;
                if (last && known.gap == Gap.HYDRATE && frame.type == SpanType.FLUSH) {
                    known.selectEnds();
                }
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /**
     * A flush goes on to make statements of what it has read. What an operation does with its entities goes on until its
     * next statement or its end.
     */
    private void selectEnds() {
        long end = frame.now();
        if (frame.isRecording() && frame.fate.begun) {
            if (compileStart != 0) {
                writeCompile(end);
            }
            writeGap(end);
        }
        openGap(Gap.SERIALIZE, end);
    }

    /**
     * A statement is being prepared: the JDBC action that ends {@code serialize}. If it is executed next, and not as a
     * batch, its {@code db_query} is timed from here.
     */
    public static void statementPrepares(Frame of) {
        if (of instanceof RecordedFrame frame && frame.inside != Frame.Inside.OPERATIONS && frame.isRecording()) {
            Phases known = frame.phases;
            Phases phases = known == null ? of(frame) : known;
            // Between the connection and the prepare there is nothing of Hibernate's but a hand-over.
            phases.prepareStart = phases.connectEnd == 0 ? frame.now() : phases.connectEnd;
        }
    }

    /** When the statement that is executed now has begun. */
    static long statementStart(RecordedFrame frame) {
        Phases known = frame.phases;
        return known == null || known.prepareStart == 0
                ? frame.now()
                : Math.max(known.prepareStart, Math.max(known.gapStart, known.compileEnd));
    }

    /** A child starts: the gap before it ends. */
    static void childStarts(RecordedFrame frame, long at) {
        Phases known = frame.phases;
        if (known == null) {
            if (!isDivided(frame)) {
                return;
            }
            known = of(frame);
        }
        known.touchedDatabase = true;
        if (known.gap != Gap.NONE || known.compileStart != 0) {
            known.gapEnds(at);
        }
        known.connectEnd = 0;
        known.prepareStart = 0;
    }

    private void gapEnds(long at) {
        if (frame.isRecording()) {
            if (compileStart != 0) {
                writeCompile(at);
            }
            if (gap == Gap.WRITING) {
                writeIfMuch(at);
            } else if (gap != Gap.NONE) {
                writeGap(at);
            }
        }
        gap = Gap.NONE;
    }

    /** The frame leaves its thread. */
    static void pause(RecordedFrame frame) {
        if (frame.phases != null || isDivided(frame)) {
            of(frame).closeGap();
        }
    }

    /** What comes next is nothing's continuation. */
    private void closeGap() {
        gap = Gap.NONE;
        connectEnd = 0;
        prepareStart = 0;
    }

    /** A child has ended: the gap behind it begins. */
    static void childEnds(RecordedFrame frame, SpanType child, boolean returnsRows, long at) {
        Phases known = frame.phases;
        if (known != null || isDivided(frame) || child == SpanType.CONNECT && frame.rest == null) {
            (known == null ? of(frame) : known).childEnds(child, returnsRows, at);
        }
    }

    private void childEnds(SpanType child, boolean returnsRows, long at) {
        OperationName name = frame.name;
        connectEnd = child == SpanType.CONNECT ? at : 0;
        gapStart = at;
        boolean calledOut = child == SpanType.OPERATION || child == SpanType.TRANSACTION;
        if (selects > 0 && (returnsRows || calledOut)) {
            openGap(Gap.HYDRATE, at);
        } else if (child == SpanType.FLUSH && frame.type == SpanType.OPERATION) {
            openGap(Gap.SERIALIZE, at);
        } else if (returnsRows && name != null && name.takesEntityState) {
            // The value of a sequence: now the entity's state can be taken.
            openGap(Gap.SERIALIZE_TO_THE_END, at);
        } else if (frame.type == SpanType.FLUSH || name != null && name.writesEntities) {
            openGap(Gap.WRITING, at);
        }
    }

    /**
     * A cache was asked. What the frame did before goes on afterwards; but what an operation does with the answer is
     * making entities of it. A cache may itself use the database: the call then is what comes after that.
     */
    static void interrupt(RecordedFrame frame, CacheCall call) {
        Phases known = frame.phases == null && isDivided(frame) ? of(frame) : frame.phases;
        long told = known == null ? FrameChildren.toldUntil(frame) : known.gapStart;
        long from = Math.max(frame.clockOffset + call.from(), told);
        long to = Math.max(frame.clockOffset + call.to(), from);
        Gap before = known == null ? Gap.NONE : known.gap;
        if (FrameChildren.starts(frame, from)) {
            write(frame, SpanType.CACHE, call.attributes(), from, to, call.failure());
        }
        if (known != null) {
            boolean answers = call.action().isHit()
                    && frame.type == SpanType.OPERATION
                    && (before == Gap.SERIALIZE || known.selects > 0);
            known.openGap(answers ? Gap.HYDRATE : before, to);
        }
        if (frame.rest != null) {
            frame.rest.childEnds(SpanType.CACHE, false, to);
        }
    }

    /** What the last statement has written comes back with the keys that the database has made. */
    static void keysReturn(RecordedFrame frame) {
        Phases known = frame.phases;
        if (known != null && known.gap == Gap.WRITING) {
            known.gap = Gap.HYDRATE;
        }
    }

    /** Whether nothing has happened that would tell two operations apart. */
    boolean isBare() {
        return compileStart == 0 && selects == 0;
    }

    /** The frame ends. */
    static void end(RecordedFrame frame, long at) {
        Phases known = frame.phases;
        boolean some = known != null || isDivided(frame) && (frame.error != null || frame.isFlush());
        if (some && frame.isRecording()) {
            (known == null ? of(frame) : known).end(at);
        }
    }

    private void end(long at) {
        boolean compiling = compileStart != 0;
        if (compiling) {
            writeCompile(at);
        }
        boolean failedBeforeJdbc = frame.error != null && !touchedDatabase && !compiling && gap == Gap.SERIALIZE;
        if (gap == Gap.HYDRATE || failedBeforeJdbc || gap == Gap.SERIALIZE_TO_THE_END) {
            writeGap(at);
        } else if (gap == Gap.WRITING || gap == Gap.SERIALIZE && !touchedDatabase && frame.isFlush()) {
            writeIfMuch(at);
        }
    }

    private void openGap(Gap kind, long at) {
        gap = kind;
        gapStart = at;
    }

    private void writeCompile(long at) {
        long end = compileEnd == 0 ? at : compileEnd;
        write(frame, SpanType.COMPILE, compileStart, end, compileEnd == 0 ? frame.error : null);
        compileStart = 0;
        compileEnd = 0;
        gapStart = end;
    }

    private void writeIfMuch(long end) {
        long nanos = untold + end - gapStart;
        if (nanos <= Math.max(LITTLE, (end - frame.start) / LITTLE_PART)) {
            untold = nanos;
        } else {
            rest(end);
        }
    }

    private void writeGap(long end) {
        SpanType phase = gap == Gap.HYDRATE ? SpanType.HYDRATE : SpanType.SERIALIZE;
        write(frame, phase, Attributes.empty(), gapStart, end, null);
        gapStart = end;
    }

    /** Work behind a statement that writes, or to find that none is to run, took long. */
    private void rest(long end) {
        // The log of slow operations tells it with the flush.
        if (frame.fate.recordsSpan) {
            frame.fate.times().add(SpanType.SERIALIZE, gapStart, end, false);
        }
    }

    /** A phase is over: a span, or a part of the duration that the frame tells at its end. */
    static void write(RecordedFrame frame, SpanType phase, long from, long to, @Nullable Throwable failure) {
        write(frame, phase, Attributes.empty(), from, to, failure);
    }

    private static void write(
            RecordedFrame frame,
            SpanType phase,
            Attributes attributes,
            long from,
            long to,
            @Nullable Throwable failure) {
        if (frame.measurement != null) {
            frame.measurement.phase(phase, to - from);
        }
        if (!frame.fate.recordsSpan) {
            return;
        }
        SpanDetail detail = frame.instrumenter.current.detail;
        boolean mayBeSpan = detail.isAlwaysSpan || (failure == null ? detail.mayBeSpan(to - from) : detail.phases);
        if (mayBeSpan && (failure != null || detail.slowNanos == 0)) {
            frame.fate.write(phase, attributes, from, to, failure);
        } else {
            frame.fate.times().add(phase, attributes, from, to, mayBeSpan);
        }
    }
}
