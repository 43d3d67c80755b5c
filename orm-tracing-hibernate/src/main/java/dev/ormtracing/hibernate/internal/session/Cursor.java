package dev.ormtracing.hibernate.internal.session;

import dev.ormtracing.core.internal.name.OrmAttributes;
import dev.ormtracing.core.internal.tree.Frame;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The operation of a stream or scroll, which outlives the call that made it. Current only while Hibernate reads a row,
 * never while the application works on one. Ends once: when the cursor is exhausted or closed, with the session, or
 * when nobody can reach the cursor any more.
 */
public final class Cursor {

    /** The thread that ends whatever nobody closes. */
    public static final Cleaner CLEANER = Cleaner.create();

    private static final double NANOS_PER_SECOND = 1e9;

    /** Whose turn it is: a session may be closed by one thread while another one reads. */
    private enum State {
        IDLE,
        READING,

        /** Ended by another thread than the one that reads, which has yet to leave the operation. */
        ENDING,
        ENDED
    }

    private final Frame frame;
    private final OpenCursors cursors;
    private final AtomicReference<State> state = new AtomicReference<>(State.IDLE);
    private long rows;
    private long nanos;
    private boolean exhausted;

    public Cursor(Frame detached, OpenCursors cursors) {
        this.frame = detached;
        this.cursors = cursors;
        cursors.add(this);
    }

    /** Ends the operation at the latest when the object that the application was given is unreachable. */
    public void endWith(Object handle) {
        CLEANER.register(handle, this::abandon);
    }

    /** A call of Hibernate on the cursor. */
    @FunctionalInterface
    public interface Step<R extends @Nullable Object, E extends Throwable> {
        R run() throws E;
    }

    /** Runs the step as a part of the operation. */
    public <R extends @Nullable Object, E extends Throwable> R step(Step<R, E> step) throws E {
        if (!state.compareAndSet(State.IDLE, State.READING)) {
            // Over, or another thread is reading: Hibernate has to say what comes of that.
            return step.run();
        }
        long start = System.nanoTime();
        frame.attach();
        try {
            return step.run();
        } catch (Throwable e) {
            frame.fail(e);
            throw e;
        } finally {
            frame.detach();
            nanos += System.nanoTime() - start;
            if (!state.compareAndSet(State.READING, State.IDLE)) {
                finish();
            }
        }
    }

    public void countRows(long read) {
        rows += read;
    }

    /** There are no more rows, but the cursor may go back. */
    public void exhausted() {
        exhausted = true;
    }

    /** Ends an operation whose cursor nobody has closed. */
    void abandon() {
        if (!exhausted) {
            frame.setAttribute(OrmAttributes.CURSOR_LEAKED, true);
        }
        end();
    }

    /** Idempotent. While a thread reads, the operation ends with its step: only that thread can leave the scope. */
    public void end() {
        State before = state.getAndUpdate(Cursor::end);
        if (before == State.IDLE) {
            finish();
        }
    }

    private static State end(State state) {
        return switch (state) {
            case IDLE, ENDED -> State.ENDED;
            case READING, ENDING -> State.ENDING;
        };
    }

    private void finish() {
        state.set(State.ENDED);
        cursors.remove(this);
        frame.setAttribute(OrmAttributes.RESULT_COUNT, rows);
        frame.setAttribute(OrmAttributes.HYDRATE_DURATION, nanos / NANOS_PER_SECOND);
        frame.end();
    }
}
