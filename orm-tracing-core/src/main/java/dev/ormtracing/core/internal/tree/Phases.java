package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.name.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * When the phases of a frame begin and end. {@code serialize} and {@code hydrate} are the time between two JDBC actions,
 * which is how they come about without a hook. Of one thread at a time.
 */
final class Phases {

    /** The frame whose phases these are. */
    interface Phased {

        SpanType type();

        /** Whether all it does is to look for what has to be written, and to write it. */
        boolean isFlush();

        /** Whether it writes entities: what it does between its statements becomes the next one. */
        boolean writesEntities();

        /** Whether what the frame learns may show up. */
        boolean isRecording();

        /** Whether it is known what becomes of the frame. */
        boolean hasBegun();

        /** When it has started, in nanoseconds since the epoch. */
        long start();

        /** The time of now on the clock of the trace, in nanoseconds since the epoch. */
        long now();

        /** What the frame has failed with so far, or null. */
        @Nullable
        Throwable error();

        /** What has been done behind a statement that writes, or to find that none is to run, was long. */
        void rest(long from, long to);

        /** A phase is over. */
        void phase(SpanType phase, long from, long to, @Nullable Throwable failure);
    }

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

    /** So much of a frame's time may be in no phase, and a fiftieth of it: microseconds lie between the statements of a flush. */
    private static final long LITTLE = 10_000;

    private static final int LITTLE_PART = 50;

    private final Phased frame;
    private Gap gap = Gap.NONE;
    private boolean compiled;
    private boolean touchedDatabase;

    /** How many selects are running, one within the other. An object of this class is in each operation: no int. */
    private short selectDepth;

    private long untold;
    private long gapStart;
    private long connectEnd;
    private long prepareStart;
    private long compileStart;
    private long compileEnd;

    Phases(Phased frame) {
        this.frame = frame;
    }

    /** An operation or a flush starts. */
    void start(long at) {
        openGap(Gap.SERIALIZE, at);
    }

    void compileStarts() {
        if (compileStart != 0) {
            return;
        }
        if (gap == Gap.SERIALIZE || gap == Gap.SERIALIZE_TO_THE_END) {
            compiled = true;
            compileStart = gapStart;
        } else {
            compileStart = frame.now();
            if (gap == Gap.HYDRATE && frame.hasBegun()) {
                writeGap(compileStart);
            }
        }
    }

    boolean hasCompiled() {
        return compiled;
    }

    void compileEnds() {
        if (compileStart != 0) {
            compileEnd = frame.now();
        }
    }

    void selectStarts() {
        selectDepth++;
    }

    void selectEnds() {
        if (selectDepth == 0 || --selectDepth > 0) {
            return;
        }
        // What an operation does with its entities goes on until its next statement or its end; a flush goes on to
        // make statements of them.
        if (gap != Gap.HYDRATE || frame.type() != SpanType.FLUSH) {
            return;
        }
        long end = frame.now();
        if (frame.isRecording() && frame.hasBegun()) {
            if (compileStart != 0) {
                writeCompile(end);
            }
            writeGap(end);
        }
        openGap(Gap.SERIALIZE, end);
    }

    /** Whether a select of Hibernate's is running. */
    boolean isSelecting() {
        return selectDepth > 0;
    }

    /** A statement is being prepared. */
    void prepareStarts() {
        // Between the connection and the prepare there is nothing of Hibernate's but a hand-over.
        prepareStart = connectEnd == 0 ? frame.now() : connectEnd;
    }

    /** When the statement that is executed now has begun. */
    long statementStart() {
        long prepared = prepareStart;
        return prepared == 0 ? frame.now() : Math.max(prepared, Math.max(gapStart, compileEnd));
    }

    /** A child starts: the gap before it ends. */
    void childStarts(long at) {
        touchedDatabase = true;
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
        closeGap();
    }

    /** What comes next is nothing's continuation. */
    void closeGap() {
        gap = Gap.NONE;
        connectEnd = 0;
        prepareStart = 0;
    }

    /**
     * A child has ended: the gap behind it begins.
     *
     * @param entityState whether the frame's operation takes the state of an entity
     */
    void childEnds(SpanType child, boolean returnsRows, boolean entityState, long at) {
        connectEnd = child == SpanType.CONNECT ? at : 0;
        boolean calledOut = child == SpanType.OPERATION || child == SpanType.TRANSACTION;
        if (selectDepth > 0 && (returnsRows || calledOut)) {
            openGap(Gap.HYDRATE, at);
        } else if (child == SpanType.FLUSH && frame.type() == SpanType.OPERATION) {
            openGap(Gap.SERIALIZE, at);
        } else if (returnsRows && entityState) {
            // The value of a sequence: now the entity's state can be taken.
            openGap(Gap.SERIALIZE_TO_THE_END, at);
        } else if (frame.writesEntities()) {
            openGap(Gap.WRITING, at);
        }
    }

    /** What the last statement has written comes back with the keys that the database has made. */
    void keysReturn() {
        if (gap == Gap.WRITING) {
            gap = Gap.HYDRATE;
        }
    }

    /** Whether nothing has happened that would tell two operations apart. */
    boolean isBare() {
        return compileStart == 0 && selectDepth == 0;
    }

    /** The frame ends. */
    void end(long at) {
        boolean compiling = compileStart != 0;
        if (compiling) {
            writeCompile(at);
        }
        boolean failedBeforeJdbc = frame.error() != null && !touchedDatabase && !compiling && gap == Gap.SERIALIZE;
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
        frame.phase(SpanType.COMPILE, compileStart, end, compileEnd == 0 ? frame.error() : null);
        compileStart = 0;
        compileEnd = 0;
        gapStart = end;
    }

    private void writeIfMuch(long end) {
        long nanos = untold + end - gapStart;
        if (nanos <= Math.max(LITTLE, (end - frame.start()) / LITTLE_PART)) {
            untold = nanos;
        } else {
            frame.rest(gapStart, end);
        }
    }

    private void writeGap(long end) {
        frame.phase(gap == Gap.HYDRATE ? SpanType.HYDRATE : SpanType.SERIALIZE, gapStart, end, null);
        gapStart = end;
    }
}
