package dev.ormtracing.core.internal.tree;

import dev.ormtracing.core.internal.base.Guard;
import dev.ormtracing.core.internal.cost.CostCounts;
import dev.ormtracing.core.internal.name.SpanType;
import org.jspecify.annotations.Nullable;

/**
 * Internal: what happens to the connection of a frame's session. How long it was kept is what the transaction says, or an
 * operation that keeps it while the application runs. No method throws.
 */
public final class FrameConnection {

    private static final long ROUND_TRIP = 10_000;

    private FrameConnection() {}

    /** The session has got a connection. */
    public static void acquired(Frame of) {
        if (!(of instanceof RecordedFrame frame)) {
            return;
        }
        TransactionSpan running = frame.transaction == null ? null : frame.runningTransaction();
        if (running != null && frame.fate.recordsSpan && frame.isRecording()) {
            running.connectionAcquired();
        } else if (frame.inside == Frame.Inside.APPLICATION || frame.inside == Frame.Inside.OPERATIONS) {
            frame.costs().connectionAcquired(System.nanoTime());
        }
    }

    /** The session gives its connection back. */
    public static void released(Frame of) {
        if (!(of instanceof RecordedFrame frame)) {
            return;
        }
        CostCounts known = frame.transaction == null ? frame.costs : costs(frame);
        if (known != null) {
            known.connectionReleased(System.nanoTime());
        }
    }

    /** A statement of this frame has run. */
    static void worked(RecordedFrame frame, long nanos) {
        CostCounts known = frame.transaction == null ? frame.costs : costs(frame);
        if (known != null) {
            known.connectionWorked(nanos);
        }
    }

    private static @Nullable CostCounts costs(RecordedFrame frame) {
        TransactionSpan running = frame.runningTransaction();
        return running == null ? frame.costs : running.knownCosts();
    }

    /** Auto-commit was switched between these times, which are {@link System#nanoTime}. */
    public static void autoCommitSwitched(Frame of, long startNanoTime, long endNanoTime) {
        try {
            // A driver that need not ask the server for this takes no time.
            if (of instanceof RecordedFrame step
                    && step.rest != null
                    && step.fate.recordsSpan
                    && endNanoTime - startNanoTime > ROUND_TRIP) {
                step.fate.times().add(SpanType.AUTO_COMMIT, startNanoTime, endNanoTime, false);
                step.rest.told(step.clockOffset + startNanoTime, step.clockOffset + endNanoTime);
            }
        } catch (Throwable e) {
            Guard.report(e);
        }
    }

    /** Keys that the database has made for the last statement are going to be read. */
    public static void keysReturn(Frame of) {
        if (of instanceof RecordedFrame frame) {
            Phases.keysReturn(frame);
            TransactionSpan running = frame.runningTransaction();
            if (running != null) {
                running.keysReturn();
            }
        }
    }
}
